import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { parse, parseAllDocuments } from 'yaml';
import { runCli } from './support/cli';
import { ROOT } from './support/engine';

const FOLDER = join(ROOT, 'docs', 'deploy');
const COMPOSE = join(FOLDER, 'compose.yaml');

interface Resource {
  apiVersion: string;
  kind: string;
  spec: { template?: { spec: { containers: { image: string; args: string[] }[] } } };
}
interface Compose {
  services: Record<string, { command: string | string[] }>;
}

describe('the files for many machines', () => {
  const compose = parse(readFileSync(COMPOSE, 'utf8')) as Compose;
  const resources = parseAllDocuments(readFileSync(join(FOLDER, 'kubernetes.yaml'), 'utf8')).map((document) => {
    assert.deepEqual(document.errors, []);
    return document.toJS() as Resource;
  });

  it('are a compose file by its schema, without warnings', () => {
    const dclint = join(ROOT, 'node_modules', 'dclint', 'bin', 'dclint.cjs');
    const order = ['service-keys-order', 'services-alphabetical-order'].flatMap((rule) => ['--disable-rule', rule]);
    const lint = (path: string) =>
      spawnSync(process.execPath, [dclint, ...order, '--max-warnings', '0', path], { cwd: FOLDER, encoding: 'utf8' });
    const { status, stdout } = lint('compose.yaml');
    assert.equal(status, 0, stdout);
  });

  it('are resources of Kubernetes by their schemas', async () => {
    const module = (await import(join(ROOT, 'scripts', 'lib', 'kubernetesSchemas.mjs'))) as {
      ensureKubernetesSchemas: () => string;
    };
    const folder = module.ensureKubernetesSchemas();
    const read = (name: string): object => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(read('_definitions.json'), '_definitions.json');
    const validators = new Map<string, ValidateFunction>();
    const check = (resource: Resource): string => {
      const name = `${resource.kind}-${resource.apiVersion.replace('/', '-')}.json`.toLowerCase();
      const validate = validators.get(name) ?? ajv.compile(read(name));
      validators.set(name, validate);
      return validate(resource) ? '' : ajv.errorsText(validate.errors);
    };
    assert.deepEqual(
      resources.map(({ kind }) => kind),
      ['Service', 'StatefulSet', 'Deployment'],
    );
    for (const resource of resources) assert.equal(check(resource), '');
    const [service] = resources;
    assert.ok(service);
    assert.match(check({ ...service, spec: { ...service.spec, replica: 1 } } as Resource), /additional properties/);
  });

  it('start workers with options that there are', async () => {
    const { stdout: workerHelp } = await runCli(ROOT, ['worker', '--help']);
    const { stdout: exportHelp } = await runCli(ROOT, ['export-audio', '--help']);
    const ofKubernetes = resources.at(-1)?.spec.template?.spec.containers[0]?.args ?? [];
    const commands: [help: string, args: string | string[] | undefined][] = [
      [workerHelp, compose.services['worker']?.command],
      [workerHelp, ofKubernetes],
      [exportHelp, compose.services['export']?.command],
    ];
    for (const [help, args = []] of commands) {
      assert.ok(Array.isArray(args));
      const options = args.filter((arg) => arg.startsWith('--'));
      assert.ok(options.length >= 2);
      for (const option of options) assert.ok(help.includes(`  ${option} `), option);
    }
  });
});
