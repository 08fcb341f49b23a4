using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Tests.PostgreSql;

namespace TokenGateway.Storage.Tests.Copying;

/// <summary>Rows of every table: what the stores write, and beside it values that databases could keep differently.</summary>
internal static class CopyRows
{
    public static readonly TokenDigest Digest = new([.. Enumerable.Repeat((byte)7, TokenDigest.Size)]);

    public static async Task WriteAsync(CopyDatabases databases, StoreOptions file)
    {
        await using (var store = databases.Open(file))
        {
            await store.Users.AddAsync(Some.User(), default);
            await store.Users.AddAsync(Some.User("gone"), default);
            await store.Users.DeleteAsync(UserId.Parse("gone"), Some.Moment, default);
            await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(Digest), default);
            var last = await store.Tokens.AddAsync(Some.Draft(name: "last"), Some.NoQuota, Some.Seal(), default);
            await store.Tokens.DeleteAsync(last.Token!.Id, Some.Moment, default);
        }

        databases.Execute(file, Others);
    }

    // The token with the highest number was forgotten: the number is not given again. Texts in the order of UTF-8 are not in
    // that of UTF-16, and some are of no use but to be kept.
    private const string Others =
        """
        DELETE FROM tokens WHERE name = 'last';
        DELETE FROM released_identities;
        UPDATE tokens SET description = 'ä 😀 "x" \ ''' || char(10), permissions = '["a"]', expires_at = 3155378975999999999;
        UPDATE users SET disabled = 1, issuer = 'https://idp.example', subject = '1', password_hash = 'hash';
        INSERT INTO released_identities (key, rights, released_at) VALUES ('a b', '{}', 1), ('', '{}', 2), ('ﬀ', '{}', 3), ('😀', '{}', 4);
        INSERT INTO retired_secrets (digest, pepper, token, retired_at, valid_until) VALUES (zeroblob(32), NULL, 1, 5, 6);
        INSERT INTO kept_values (token, key_id, digest, cipher) VALUES (1, 'k', zeroblob(32), X'');
        INSERT INTO token_usage (token, used_at, used_from, used_place) VALUES (1, 1, '192.0.2.1', 2);
        INSERT INTO token_usage_days (token, day, requests, allowed) VALUES (1, 20000, 5, 5), (1, 20001, 6, NULL);
        INSERT INTO token_refusals (token, refused_at, code) VALUES (1, 1, 'token_expired');
        INSERT INTO recorded_permissions (permission, since, seen) VALUES ('orders:read', 20000, 20001), ('ä', 19000, 20001), ('a', 1, 2);
        INSERT INTO token_permissions (token, permission, day) VALUES (1, 'orders:read', 20001), (1, 'ä', 20000), (1, 'a', 2);
        INSERT INTO passkeys (id, user_id, user_number, handle, name, public_key, sign_count, backup_eligible, backed_up, created_at)
        VALUES ('AA', 'alice', 1, 'h', 'phone', X'00FF', 0, 1, 0, 1);
        INSERT INTO sessions (digest, user_id, user_number, signed_in_at, seen_at, expires_at) VALUES (randomblob(32), 'alice', 1, 1, 2, 3);
        INSERT INTO data_protection_keys (name, xml) VALUES ('key', '<key/>');
        INSERT INTO settings (name, value) VALUES ('a', '"x"');
        INSERT INTO notices (id, key, way, content, created_at, due_at) VALUES (40, 'k', 'mail', '{}', 1, 2), (41, 'l', 'mail', '{}', 1, 2);
        DELETE FROM notices WHERE id = 41;
        INSERT INTO notice_position (id, seq) VALUES (1, 3);
        """;
}
