import assert from 'node:assert/strict';
import { renamedSetting } from '../../src/renamedSetting';

describe('a renamed setting', () => {
  const read = (user: Record<string, boolean>): unknown =>
    renamedSetting({ inspect: (name) => ({ defaultValue: true, globalValue: user[name] }) }, 'new', 'old');

  it('has its default value if the user set neither name', () => {
    assert.equal(read({}), true);
  });

  it('has the value set under the old name', () => {
    assert.equal(read({ old: false }), false);
  });

  it('has the value set under the new name, whatever the old name says', () => {
    assert.equal(read({ new: true, old: false }), true);
    assert.equal(read({ new: false, old: true }), false);
  });
});
