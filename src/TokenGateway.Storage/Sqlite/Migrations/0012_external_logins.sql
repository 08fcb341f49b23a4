-- Whom an identity provider knows a user as (the claims iss and sub of OpenID Connect); null: the user is known here alone.
ALTER TABLE users ADD COLUMN issuer TEXT;
ALTER TABLE users ADD COLUMN subject TEXT;

CREATE UNIQUE INDEX users_by_login ON users (issuer, subject) WHERE issuer IS NOT NULL;

-- The ID token that a session was opened by, to sign out at the provider too; null: it was opened in another way.
ALTER TABLE sessions ADD COLUMN id_token TEXT;
