import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, authenticate, findPerson, listPeople, type NewPerson } from '#main/station/people.ts';
import { stationMigrations, type StationSchema } from '#main/station/station-schema.ts';
import { openWritable, transaction, type WritableDb } from '#main/storage/database.ts';
import { migrate } from '#main/storage/migrations.ts';
import { createQueries, get, run } from '#main/storage/queries.ts';
import type { Role } from '#shared/model/roles.ts';

const at = new Date('2026-03-09T06:05:07Z');
const queries = createQueries<StationSchema>();
const password = '演示密码-demo';

function person(account: string, roles: readonly Role[] = ['handler']): NewPerson {
  return { account, name: `某${account}`, post: '科员', deptName: '办公室', roles, password };
}

let db: WritableDb;
beforeAll(() => {
  db = openWritable(':memory:');
  migrate(db, stationMigrations);
});
afterAll(() => db.close());

function rowOf(account: string) {
  return get(db, queries.selectFrom('people').selectAll().where('account', '=', account))!;
}

async function outcome(account: string, tried: string): Promise<string> {
  try {
    return (await authenticate(db, account, tried, new Date())).account;
  } catch (error) {
    const { code, facts } = error as { code: string; facts: { left?: number } };
    return facts.left === undefined ? code : `${code} ${facts.left}`;
  }
}

describe('personal accounts', () => {
  it('are added with name, post, department and roles', async () => {
    const { password: _secret, ...shown } = person('lin');
    expect(await addPerson(db, person('lin'), at)).toEqual(shown);
    expect(findPerson(db, 'lin')).toEqual(shown);
    expect(listPeople(db)).toEqual([shown]);
  });

  it('exist once', async () => {
    await expect(addPerson(db, person('lin'), at)).rejects.toMatchObject({
      code: 'STATION_PERSON_EXISTS',
      facts: { account: 'lin' },
    });
  });

  it('U-SEC-2: are refused where one person would hold two administrators’ roles, or keep a seal beside one', async () => {
    for (const held of [
      ['system', 'security'],
      ['auditor', 'custodian'],
      ['security', 'exporter'],
    ] as const) {
      await expect(addPerson(db, person('both', held), at)).rejects.toMatchObject({ code: 'STATION_ROLE_CONFLICT' });
    }
    expect(findPerson(db, 'both')).toBeUndefined();
  });

  it('need a password of eight characters, counted as people count', async () => {
    const tooShort = { ...person('short'), password: '密码密码密码密' };
    await expect(addPerson(db, tooShort, at)).rejects.toMatchObject({ code: 'RPC_INVALID_INPUT' });
    await expect(addPerson(db, { ...tooShort, password: '密码密码密码密码' }, at)).resolves.toBeDefined();
  });

  it('keep a salted Argon2id hash and never the password (XC-D-15)', async () => {
    await addPerson(db, person('twin'), at);
    const { password_hash: hash } = rowOf('lin');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(rowOf('twin').password_hash).not.toBe(hash);
    expect(JSON.stringify(rowOf('lin'))).not.toContain(password);
  });

  it('are never removed: the person’s name stays in the records', () => {
    expect(() => transaction(db, (tx) => run(tx, queries.deleteFrom('people')))).toThrow(
      'people are disabled, never removed',
    );
  });

  it('have no column for an identity card, a telephone or an address (AC-XC-D-15)', () => {
    const known = [
      'account',
      'appointment_no',
      'created_at',
      'dept_name',
      'ended_at',
      'failed_tries',
      'locked',
      'must_change',
      'name',
      'one_time_until',
      'password_hash',
      'post',
      'roles',
    ];
    expect(Object.keys(rowOf('lin')).toSorted()).toEqual(known);
  });
});

describe('passwords', () => {
  it('open their own account and no other', async () => {
    expect(await outcome('lin', password)).toBe('lin');
    expect(await outcome('lin', `${password} `)).toBe('RPC_SIGN_IN_FAILED 4');
    expect(await outcome('lin', password)).toBe('lin');
  });

  it('are refused for an unknown account with the same code', async () => {
    expect(await outcome('nobody', password)).toBe('RPC_SIGN_IN_FAILED');
  });

  it('lock the account at the fifth failure in a row, for the right one too', async () => {
    await addPerson(db, person('zhou'), at);
    for (const left of [4, 3, 2, 1]) expect(await outcome('zhou', 'wrong')).toBe(`RPC_SIGN_IN_FAILED ${left}`);
    expect(await outcome('zhou', 'wrong')).toBe('RPC_ACCOUNT_LOCKED');
    expect(rowOf('zhou')).toMatchObject({ locked: 1, failed_tries: 5 });
    expect(await outcome('zhou', password)).toBe('RPC_ACCOUNT_LOCKED');
  });

  it('start counting anew after a right one', async () => {
    await addPerson(db, person('chen'), at);
    for (let round = 0; round < 2; round += 1) {
      for (const left of [4, 3, 2, 1]) expect(await outcome('chen', 'wrong')).toBe(`RPC_SIGN_IN_FAILED ${left}`);
      expect(await outcome('chen', password)).toBe('chen');
      expect(rowOf('chen')).toMatchObject({ locked: 0, failed_tries: 0 });
    }
  });

  it('are counted on the disk before they are compared, so a crash gives no free try', async () => {
    await addPerson(db, person('crash'), at);
    const pending = outcome('crash', 'wrong');
    expect(rowOf('crash').failed_tries).toBe(1);
    expect(await pending).toBe('RPC_SIGN_IN_FAILED 4');
  });

  it('are counted one by one when they are tried at once', async () => {
    await addPerson(db, person('many'), at);
    const answers = await Promise.all(Array.from({ length: 8 }, () => outcome('many', 'wrong')));
    expect(answers.filter((answer) => answer === 'RPC_ACCOUNT_LOCKED')).toHaveLength(4);
    expect(rowOf('many').locked).toBe(1);
    expect(await outcome('many', password)).toBe('RPC_ACCOUNT_LOCKED');
  });
});
