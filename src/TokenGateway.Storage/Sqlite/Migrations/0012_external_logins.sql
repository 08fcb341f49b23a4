-- The identity of a user at an identity provider (the claims iss and sub of OpenID Connect); null: a local user.
ALTER TABLE users ADD COLUMN issuer TEXT;
ALTER TABLE users ADD COLUMN subject TEXT;

CREATE UNIQUE INDEX users_by_login ON users (issuer, subject) WHERE issuer IS NOT NULL;

-- The ID token that opened a session, for signing out at the provider too; null: opened in another way.
ALTER TABLE sessions ADD COLUMN id_token TEXT;
