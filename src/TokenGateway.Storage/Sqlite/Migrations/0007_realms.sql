-- Which realms users have of their own: a JSON array of names, or ["*"]. Until now everyone made tokens of any realm: each
-- user gets those that its tokens are in, so that they work on. A token of a realm called * grants nobody all of them.
ALTER TABLE users ADD COLUMN realms TEXT NOT NULL DEFAULT '["default"]';

UPDATE users SET realms = (
    SELECT json_group_array(realm) FROM (
        SELECT 'default' AS realm
        UNION SELECT t.realm FROM tokens t WHERE t.owner_number = users.number AND t.deleted_at IS NULL AND t.realm <> '*'
        ORDER BY realm));
