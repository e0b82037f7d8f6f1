// Preloaded into a program of the project: SIGUSR2 blocks its main thread for ever, as a defect would.
process.on('SIGUSR2', () => {
  for (;;);
});
