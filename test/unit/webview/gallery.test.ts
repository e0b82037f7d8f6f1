import assert from 'node:assert/strict';
import { equalShares, type Shares, withAnother, without, withShare } from '../../../src/webview/player/blendShares';
import { groupVoices } from '../../../src/webview/player/voiceSearch';

describe('the shares of a blend', () => {
  const total = (shares: Shares): number => shares.reduce((sum, share) => sum + share, 0);

  it('are equal at first, and add up to 100', () => {
    assert.deepEqual(equalShares(2), [50, 50]);
    assert.deepEqual(equalShares(3), [34, 33, 33]);
  });

  it('keep their proportions when one of them is moved', () => {
    assert.deepEqual(withShare([50, 50], 0, 70), [70, 30]);
    assert.deepEqual(withShare([20, 60, 20], 0, 60), [60, 30, 10]);
    assert.deepEqual(withShare([50, 50], 1, 100), [1, 99]);
    assert.deepEqual(withShare([98, 1, 1], 1, 0), [98, 1, 1]);
    assert.deepEqual(withAnother([50, 50]), [34, 33, 33]);
    assert.deepEqual(without([60, 30, 10], 0), [75, 25]);
  });

  it('stay whole, above 0 and at 100 together, whatever is done to them', () => {
    let shares = equalShares(2);
    for (let i = 0; i < 500; i++) {
      const index = i % shares.length;
      if (i % 7 === 0 && shares.length < 8) shares = withAnother(shares);
      else if (i % 11 === 0 && shares.length > 2) shares = without(shares, index);
      else shares = withShare(shares, index, (i * 37) % 101);
      assert.ok(
        shares.every((share) => Number.isInteger(share) && share >= 1),
        shares.join(),
      );
      assert.equal(total(shares), 100);
    }
  });
});

describe('groupVoices', () => {
  it('lists favourites first, and other voices under their headings', () => {
    const voices = [
      { name: 'a', label: 'A', group: 'English' },
      { name: 'b', label: 'B', group: 'English', favourite: true },
      { name: 'c', label: 'C', group: 'Spanish' },
      { name: 'd', label: 'D' },
    ];
    const groups = groupVoices(voices, 'Favourites').map(([label, found]) => [label, ...found.map(({ name }) => name)]);
    assert.deepEqual(groups, [['Favourites', 'b'], ['English', 'a'], ['Spanish', 'c'], ['', 'd']]); // prettier-ignore
  });
});
