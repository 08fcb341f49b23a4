-- The realms of users: a JSON array of names, or ["*"]. Before this version, everyone could create tokens in any realm: each
-- user gets the realms of its tokens, so that these keep working. A token in a realm named * does not grant all of them.
ALTER TABLE users ADD COLUMN realms TEXT NOT NULL DEFAULT '["default"]';

UPDATE users SET realms = (
    SELECT json_group_array(realm) FROM (
        SELECT 'default' AS realm
        UNION SELECT t.realm FROM tokens t WHERE t.owner_number = users.number AND t.deleted_at IS NULL AND t.realm <> '*'
        ORDER BY realm));
