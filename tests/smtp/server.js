// A real SMTP server for tests: node server.js [--port N] [--cert FILE --key FILE [--implicit]] [--user NAME --password TEXT]
// Refuses nobody@... permanently and later@... temporarily, and repeats a wrong password in its response, as bad servers do. Writes
// {"port":N} to standard output, then a line of JSON for every mail. Exits when standard input ends.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SMTPServer } from 'smtp-server';

const text = { type: 'string' };
const { values: options } = parseArgs({ options: { port: text, cert: text, key: text, implicit: { type: 'boolean' }, user: text, password: text } });
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

const server = new SMTPServer({
    ...(options.cert && { cert: readFileSync(options.cert), key: readFileSync(options.key) }),
    secure: options.implicit ?? false,
    disabledCommands: [...(options.cert ? [] : ['STARTTLS']), ...(options.user ? [] : ['AUTH'])],
    authOptional: !options.user,
    onAuth: (auth, session, done) => auth.username === options.user && auth.password === options.password
        ? done(null, { user: auth.username })
        : done(new Error(`wrong password ${auth.password} ${Buffer.from(`\0${auth.username}\0${auth.password}`).toString('base64')}`)),
    onRcptTo: (address, session, done) => {
        const code = { nobody: 550, later: 450 }[address.address.split('@')[0]];
        done(code && Object.assign(new Error('not this mailbox'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
        const chunks = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', () => {
            say({
                from: session.envelope.mailFrom.address,
                to: session.envelope.rcptTo.map((one) => one.address),
                secure: session.secure,
                user: session.user ?? null,
                text: Buffer.concat(chunks).toString('utf8'),
            });
            done();
        });
    },
});

server.on('error', (error) => process.stderr.write(`${error.message}\n`));
server.listen(Number(options.port ?? 0), '127.0.0.1', () => say({ port: server.server.address().port }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
