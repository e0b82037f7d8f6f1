// Benchmarks the model given as an argument in an exporter process, as the extension does.
import { silentLogger } from '../../../src/common/log';
import { ExporterClient } from '../../../src/exporter/client';

const exporter = new ExporterClient('dist/exporter.js', silentLogger);
await exporter.benchmark(process.argv[2] ?? '', new AbortController().signal);
