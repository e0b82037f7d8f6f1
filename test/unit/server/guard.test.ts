import assert from 'node:assert/strict';
import { Guard } from '../../../src/server/guard';

describe("the server's guard", () => {
  it('asks for a key before other machines can connect', () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.7', 'example.org', ''])
      assert.throws(() => new Guard(host, []), { code: 'server-unsafe' }, host);
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) assert.ok(new Guard(host, []));
    assert.ok(new Guard('0.0.0.0', ['secret']));
  });

  it('knows a client by any of its keys', () => {
    const guard = new Guard('0.0.0.0', ['one', 'two']);
    const clients = ['Bearer one', 'bearer two', 'one'].map((header) => guard.clientOf(header, '192.0.2.1'));
    assert.equal(clients[0], clients[2]);
    assert.notEqual(clients[0], clients[1]);
    for (const header of [undefined, '', 'Bearer', 'Bearer three', 'Basic one'])
      assert.equal(guard.clientOf(header, '192.0.2.1'), undefined, header);
  });

  it('does not tell a key to the logs in the name of a client', () => {
    assert.doesNotMatch(new Guard('0.0.0.0', ['secret']).clientOf('Bearer secret', '') ?? '', /secret/);
  });

  it('answers to no foreign name unless a key is asked for', () => {
    const guard = new Guard('127.0.0.1', []);
    for (const name of ['localhost:8880', '127.0.0.1', '[::1]:8880', 'LOCALHOST'])
      assert.ok(guard.isOwnName(name), name);
    for (const name of ['evil.example:8880', '', '127.0.0.1.evil.example']) assert.ok(!guard.isOwnName(name), name);
    assert.ok(new Guard('0.0.0.0', ['secret']).isOwnName('speech.example.org'));
  });
});
