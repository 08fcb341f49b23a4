-- Who maintains a service account, as JSON: users by id and number, which is never given twice; null: a person.
ALTER TABLE users ADD COLUMN maintainers TEXT;

CREATE INDEX users_services ON users (id) WHERE maintainers IS NOT NULL;
