import type { zhCnFactTopics } from '../zh-cn/fact-topics.ts';
import type { Translated } from '../translated.ts';

export const enFactTopics: Translated<typeof zhCnFactTopics> = {
  content: {
    what: 'The digest of what the signature protects was computed again and compared with the one in the signature.',
    rule: 'GB/T 38540-2020 clause 7.3 (verification of a seal signature); GB/T 35275-2017',
    change: 'The original as it was sealed agrees.',
  },
  signature: {
    what: 'The signature value was checked with the public key of the signer’s certificate.',
    rule: 'GB/T 32918.2-2016 (SM2 signatures); GB/T 38540-2020 clause 7.3',
    change: 'Only a new signature by whoever holds the private key changes this.',
  },
  makerSignature: {
    what: 'The maker’s signature on the seal was checked: whether the seal was altered, and whether he made it.',
    rule: 'GB/T 38540-2020 clause 6.3 (verification of a seal)',
    change: 'Only a seal made anew by the maker changes this.',
  },
  entitlement: {
    what: 'The certificate that signed was looked up in the seal’s list of certificates.',
    rule: 'GB/T 38540-2020 clause 7.3',
    change: 'After a change of certificate the seal is made anew with it, and the document sealed again.',
  },
  form: {
    what: 'Whether the data are written as the standard asks.',
    rule: 'GB/T 38540-2020; GB/T 16262 and 16263 (ASN.1, DER)',
    change: 'The program that made the file writes them properly. A remark; it decides nothing.',
  },
  picture: {
    what: 'Whether the picture in the seal can be recognised and is of the kind it says.',
    rule: 'GB/T 38540-2020 clause 6 (picture of a seal)',
    change: 'A seal made anew by the maker.',
  },
  sealValidity: {
    what: 'Whether the signing time lies within the validity of the seal.',
    rule: 'GB/T 38540-2020 clause 7.3',
    change: 'A timestamp that proves the true time, or a new signature with a valid seal.',
  },
  certificate: {
    what: 'The signer’s certificate was followed upwards, link by link, to a root on the trust list; use and validity too.',
    rule: 'GB/T 20518-2018; RFC 5280 clause 6.1',
    change:
      'An administrator imports the trusted certificate above after comparing its digest, or the lists are synchronised.',
  },
  revocation: {
    what: 'Revocation lists and status responses were asked whether the certificate was revoked, then and now.',
    rule: 'RFC 5280 clause 6.3; GB/T 19713 (OCSP)',
    change: 'Put the newest list (.crl) or response (.ocsp) of the authority into the trust folder and verify again.',
  },
  maker: {
    what: 'Whether the maker is on the trust list, and his certificate was valid when the seal was made.',
    rule: 'GB/T 38540-2020 clause 6.3; GM/T 0031-2025',
    change: 'An administrator adds the maker to the trust list after inquiry, or the lists are synchronised.',
  },
  status: {
    what: 'The registry’s status list was asked whether the seal was in use, suspended or cancelled, then and now.',
    rule: 'State Council notice 〔2025〕33 on electronic seals; the registry’s status list',
    change: 'Synchronise with the registry and verify again.',
  },
  time: {
    what: 'Who says when the signature was made, and whether that lies in the future.',
    rule: 'GB/T 38540-2020 clause 7.3',
    change: 'Without a timestamp the time is the signer’s word; a timestamp proves it.',
  },
  timestamp: {
    what: 'The signature of the timestamp, what it is about, and whether its authority is trusted.',
    rule: 'GB/T 20520-2006; RFC 3161',
    change: 'Import the certificate above the authority, or have a trusted authority stamp the time again.',
  },
  since: {
    what: 'Whether seal and certificate have run out by now.',
    rule: 'GB/T 38540-2020 clause 7.3',
    change: 'A trusted timestamp that proves the earlier time makes this harmless.',
  },
  byteRange: {
    what: 'Which bytes the PDF signature protects, and whether anything but its own value is left out.',
    rule: 'ISO 32000-2 clause 12.8.1 (ByteRange)',
    change: 'Nothing mends it; the document is to be signed again.',
  },
  laterChanges: {
    what: 'Every save after the signature was compared with the one before, object by object.',
    rule: 'ISO 32000-2 clause 12.8.2 (DocMDP, FieldMDP)',
    change: 'The file without what was added after the signature.',
  },
  field: {
    what: 'Whether the signature belongs to exactly one field, and the structure of the file is sound.',
    rule: 'ISO 32000-2 clause 12.7.5.5',
    change: 'A file made and signed anew by whoever issued it.',
  },
  references: {
    what: 'The digest of every protected file was computed and compared with the one the signature lists.',
    rule: 'GB/T 33190-2016 clause 18 (signatures)',
    change: 'The original as it was sealed agrees.',
  },
  coverage: {
    what: 'Whether every file of the OFD that is shown is under the signature.',
    rule: 'GB/T 33190-2016 clause 18',
    change: 'Take the uncovered files away, or sign again and cover them.',
  },
  list: {
    what: 'Whether signatures were taken out of the list, repeated or left out.',
    rule: 'GB/T 33190-2016 clause 18',
    change: 'The original whose list nobody touched.',
  },
  stamps: {
    what: 'Whether the stamp lies on a page, can be seen, and does not hide it.',
    rule: 'GB/T 33190-2016 clause 18 (StampAnnot)',
    change: 'A remark; whoever issued the file stamps in a fitting place.',
  },
  sealFile: {
    what: 'Whether the seal in the package is the very seal inside the signature.',
    rule: 'GB/T 33190-2016 clause 18 (Seal)',
    change: 'The original seal file.',
  },
  straddle: {
    what: 'Whether the slices of a straddle seal are all there and in order.',
    rule: 'ISO 32000-1 clause 12.5.5 (appearances), GB/T 33190-2016 clause 18 (Clip of StampAnnot)',
    change: 'The missing pages, in their order.',
  },
  package: {
    what: 'Whether archive, paths and XML of the OFD are written as the standard asks.',
    rule: 'GB/T 33190-2016 clause 7 (structure of the file)',
    change: 'The program that made the file writes them properly.',
  },
};
