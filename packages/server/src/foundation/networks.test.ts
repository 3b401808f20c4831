import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neighbourhoodOf, parseNetwork, readNetworks } from './networks.ts';

describe('a network', () => {
  test('is an address and how many bits of it count', () => {
    assert.deepEqual(parseNetwork('10.0.0.0/8'), { address: '10.0.0.0', prefix: 8, family: 'ipv4' });
    assert.deepEqual(parseNetwork('FD12:3456::/32'), { address: 'FD12:3456::', prefix: 32, family: 'ipv6' });
  });

  test('may be one address alone', () => {
    assert.equal(parseNetwork('192.168.1.7')?.prefix, 32);
    assert.equal(parseNetwork('fd00::1')?.prefix, 128);
  });

  for (const text of ['', '10.0.0.0/33', 'fd00::/129', '10.0.0/8', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8']) {
    test(`is not "${text}"`, () => assert.equal(parseNetwork(text), undefined));
  }
  for (const text of ['example.com', 'fe80::1%eth0/64', '0x7f.0.0.1', '010.0.0.1', '::1::']) {
    test(`is not "${text}"`, () => assert.equal(parseNetwork(text), undefined));
  }
});

describe('a list of networks', () => {
  const read = (text: string) => {
    const faults: string[] = [];
    return { networks: readNetworks(text, 'NETWORKS', faults), faults };
  };

  test('is separated by commas, and may be empty', () => {
    assert.deepEqual(read(' 10.0.0.0/8 ,fd00::/8,'), { networks: ['10.0.0.0/8', 'fd00::/8'], faults: [] });
    assert.deepEqual(read(''), { networks: [], faults: [] });
  });

  test('has a fault for each thing wrong with it', () => {
    const { faults } = read('10.0.0.0/8, office, ::/0, 10.0.0.0/40');
    assert.equal(faults.length, 3);
    assert.match(faults.join(' '), /NETWORKS has "office".*NETWORKS has "::\/0".*every address.*"10\.0\.0\.0\/40"/);
  });
});

test('callers are counted by what they have: an address, or of IPv6 the first 64 bits', () => {
  const same: [string, string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:C000:0207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
    ['nonsense', 'nonsense'],
  ];
  for (const [address, key] of same) assert.equal(neighbourhoodOf(address), key, address);
  assert.notEqual(neighbourhoodOf('2001:db8:1:2::1'), neighbourhoodOf('2001:db8:1:3::1'));
});
