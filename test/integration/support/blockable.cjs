// Preloaded into a program under test: SIGUSR2 blocks its main thread forever, as a bug could.
process.on('SIGUSR2', () => {
  for (;;);
});
