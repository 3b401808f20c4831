import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AddressPolicy, faultOfUrl, forbiddenBy } from './address-rules.ts';

const strict: AddressPolicy = { allowLoopback: false, allowNetworks: [] };
const sandbox: AddressPolicy = { allowLoopback: true, allowNetworks: [] };
const office: AddressPolicy = {
  allowLoopback: false,
  allowNetworks: ['10.20.0.0/16', 'fd12:3456::/32', '192.168.1.7'],
};

const words = (text: string): string[] => text.trim().split(/\s+/);

const PUBLIC = words(`1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
  169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
  223.255.255.255 2606:4700::1111 2001:4860:4860::8888 2001:200::1 2400:cb00::1 3ffe::1 3fff:1000::1
  ::ffff:8.8.8.8 64:ff9b::8.8.8.8`);

const LOOPBACK = words(
  '127.0.0.1 127.0.0.0 127.255.255.255 127.1.2.3 ::1 0:0:0:0:0:0:0:1 ::ffff:127.0.0.1 ::ffff:7f00:1',
);

const FORBIDDEN = words(`0.0.0.0 0.1.2.3 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 169.254.0.1 169.254.255.255
  172.16.0.0 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255
  198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
  :: ::2 ::8.8.8.8 ::10.0.0.1 ::ffff:0:8.8.8.8 100::1 fc00::1 fd00::1 fdff::1 fe80::1 fe80::1%eth0 febf::1 fec0::1
  ff02::1 ff0e::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:1ff::1 2001:db8::1
  3fff::1 3fff:fff::1 5f00::1 4000::1 2002::1 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1
  ::ffff:10.0.0.1 ::ffff:a00:1 ::ffff:169.254.1.1 ::ffff:0.0.0.0 ::ffff:192.168.1.1 ::ffff:224.0.0.1
  64:ff9b::10.0.0.1 64:ff9b::a00:1 64:ff9b::127.0.0.1 64:ff9b::169.254.169.254 64:ff9b::0.0.0.0 64:ff9b:1::8.8.8.8`);

const METADATA = words(`169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 fd00:ec2::254 fd00:0ec2::0254
  fd20:ce::254 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe 64:ff9b::a83f:8110`);

describe('an address', () => {
  test('that is public may be sent to', () => {
    for (const address of PUBLIC) assert.equal(forbiddenBy(strict)(address), false, address);
  });

  test('that is not public may not, whatever the mode', () => {
    for (const address of [...FORBIDDEN, ...METADATA]) {
      assert.equal(forbiddenBy(strict)(address), true, address);
      assert.equal(forbiddenBy(sandbox)(address), true, address);
    }
  });

  test('of this machine may be sent to where loopback is allowed', () => {
    for (const address of LOOPBACK) {
      assert.equal(forbiddenBy(strict)(address), true, address);
      assert.equal(forbiddenBy(sandbox)(address), false, address);
    }
  });

  test('of a network that is allowed by name may be sent to, however it is written', () => {
    const isForbidden = forbiddenBy(office);
    for (const address of ['10.20.0.1', '::ffff:10.20.255.255', 'fd12:3456:7::1', '192.168.1.7']) {
      assert.equal(isForbidden(address), false, address);
    }
    for (const address of ['10.21.0.1', 'fd12:3457::1', '192.168.1.8', '127.0.0.1', '64:ff9b::10.20.0.1']) {
      assert.equal(isForbidden(address), true, address);
    }
  });

  test('where a cloud keeps its secrets is not allowed with the network around it', () => {
    const wide = { allowLoopback: true, allowNetworks: ['169.254.0.0/16', '100.64.0.0/10', 'fd00::/8', '128.0.0.0/1'] };
    for (const address of METADATA) assert.equal(forbiddenBy(wide)(address), true, address);
    assert.equal(forbiddenBy(wide)('169.254.1.1'), false);
  });

  test('has to be one', () => {
    for (const text of ['', 'localhost', '1.2.3', '256.1.1.1', 'fe80::1%1', '0x7f.1']) {
      assert.equal(forbiddenBy(sandbox)(text), true, text);
    }
  });

  test('is judged the same as IPv4, as mapped IPv6 and, but for loopback, as translated IPv6', () => {
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 10, 127, 169, 172, 192, 198, 254));
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), fc.constantFrom(strict, sandbox), (bytes, policy) => {
        const isForbidden = forbiddenBy(policy);
        const address = bytes.join('.');
        assert.equal(isForbidden(`::ffff:${address}`), isForbidden(address));
        assert.equal(isForbidden(`64:ff9b::${address}`), forbiddenBy(strict)(address));
      }),
    );
  });
});

describe('the URL of an endpoint', () => {
  const good = words(`https://example.com https://example.com:8443/hooks?key=1 HTTPS://EXAMPLE.COM/a https://8.8.8.8/
    https://[2606:4700::1111]/ https://bücher.example/ https://intranet/hooks https://example.com\\@10.0.0.1`);
  for (const url of good) {
    test(`may be ${url}`, () => assert.equal(faultOfUrl(url, strict), undefined));
  }

  const bad: readonly (readonly [string, RegExp])[] = [
    ['', /not a URL/],
    ['example.com', /not a URL/],
    ['https://', /not a URL/],
    ['https://[fe80::1%25eth0]/', /not a URL/],
    ['http://example.com', /must begin with https/],
    ['http://8.8.8.8', /must begin with https/],
    ['ftp://example.com', /must begin with https/],
    ['file:///etc/passwd', /must begin with https/],
    ['javascript:alert(1)', /must begin with https/],
    ['https://user@example.com', /user name or a password/],
    ['https://:secret@example.com', /user name or a password/],
    ['https://exa mple.com', /no spaces/],
    [' https://example.com', /no spaces/],
    ['https://example.com/\n', /no spaces/],
    ['https://example.com/\u0000', /no spaces/],
    [`https://example.com/${'a'.repeat(2029)}`, /at most 2,048/],
    ['https://10.1.2.3/', /10\.1\.2\.3: it is not public/],
    ['https://169.254.169.254/latest', /not public/],
    ['https://0x7f.1', /127\.0\.0\.1: it is not public/],
    ['https://2130706433', /not public/],
    ['https://0177.0.0.1', /not public/],
    ['https://127.1', /not public/],
    ['https://１２７.0.0.1', /not public/],
    ['https://127.0.0.1.', /not public/],
    ['https://0', /not public/],
    ['https:10.0.0.1', /not public/],
    ['https:\\\\10.0.0.1', /not public/],
    ['https://[::1]', /not public/],
    ['https://[::]', /not public/],
    ['https://[::ffff:127.0.0.1]', /not public/],
    ['https://[64:ff9b::a00:1]', /not public/],
    ['https://[fd00:ec2::254]/', /not public/],
    ['https://localhost', /localhost: it is not public/],
    ['https://LOCALHOST.', /not public/],
    ['https://a.localhost:8443', /not public/],
    ['https://loc%61lhost', /not public/],
    ['https://localhost.localdomain', /not public/],
  ];
  for (const [url, fault] of bad) {
    test(`may not be ${JSON.stringify(url).slice(0, 60)}`, () => assert.match(String(faultOfUrl(url, strict)), fault));
  }

  test('may be one of this machine, also without encryption, where loopback is allowed', () => {
    for (const url of ['http://localhost:4000/hooks', 'http://127.0.0.1', 'http://[::1]:80', 'https://a.localhost']) {
      assert.equal(faultOfUrl(url, sandbox), undefined, url);
      assert.notEqual(faultOfUrl(url, strict), undefined, url);
    }
    assert.match(String(faultOfUrl('http://example.com', sandbox)), /https:\/\/; http:\/\/ is for this machine only/);
    assert.match(String(faultOfUrl('http://0.0.0.0', sandbox)), /https/);
    assert.match(String(faultOfUrl('https://0.0.0.0', sandbox)), /not public/);
  });

  test('may be one of an allowed network, with encryption', () => {
    assert.equal(faultOfUrl('https://10.20.1.1/', office), undefined);
    assert.match(String(faultOfUrl('http://10.20.1.1/', office)), /must begin with https/);
    assert.match(String(faultOfUrl('https://10.21.1.1/', office)), /not public/);
  });
});
