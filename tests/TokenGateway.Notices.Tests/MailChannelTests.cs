using System.Net;
using System.Net.Sockets;
using TokenGateway.Core.Notices;
using TokenGateway.Testing;

namespace TokenGateway.Notices.Tests;

/// <summary>The channel against a real mail server, and against ones that misbehave.</summary>
public sealed class MailChannelTests
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Plain_mail_arrives_with_its_headers()
    {
        await using var smtp = await SmtpServer.StartAsync();

        (await SendAsync(new SmtpOptions("127.0.0.1", "tokens@gateway.example") { Port = smtp.Port, Encryption = SmtpEncryption.None })).ShouldBe(Delivery.Sent);

        var mail = (await smtp.WaitAsync("was created")).Single();
        mail.Secure.ShouldBeFalse();
        mail.From.ShouldBe("tokens@gateway.example");
        mail.To.ShouldBe(["alice@example.com"]);
        mail.Header("Message-ID").ShouldBe("<0123abcd@gateway.example>");
        mail.Header("Auto-Submitted").ShouldBe("auto-generated");
        mail.Text.ShouldNotContain("=0A");
        mail.Text.ShouldContain("\r\nOwner:  alice\r\n");
    }

    [Theory]
    [InlineData(SmtpEncryption.StartTls)]
    [InlineData(SmtpEncryption.Implicit)]
    public async Task Encrypted_mail_arrives_signed_in(SmtpEncryption encryption)
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await StartAsync(certificate, encryption);

        (await SendAsync(Encrypted(smtp, encryption), certificate: certificate)).ShouldBe(Delivery.Sent);

        var mail = (await smtp.WaitAsync("was created")).Single();
        mail.Secure.ShouldBeTrue();
        mail.User.ShouldBe("gateway");
    }

    [Theory]
    [InlineData(SmtpEncryption.StartTls)]
    [InlineData(SmtpEncryption.Implicit)]
    public async Task Certificate_that_nobody_vouches_for_gets_no_mail(SmtpEncryption encryption)
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await StartAsync(certificate, encryption);

        var delivery = await SendAsync(Encrypted(smtp, encryption));

        delivery.Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        delivery.Reason.ShouldContain("cannot be encrypted");
        smtp.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SmtpEncryption.StartTls)]
    [InlineData(SmtpEncryption.Implicit)]
    public async Task Certificate_of_another_name_gets_no_mail(SmtpEncryption encryption)
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await StartAsync(certificate, encryption);

        (await SendAsync(Encrypted(smtp, encryption, host: "127.0.0.1"), certificate: certificate)).Outcome.ShouldBe(DeliveryOutcome.TryAgain);

        smtp.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SmtpEncryption.StartTls)]
    [InlineData(SmtpEncryption.Implicit)]
    public async Task Server_without_the_encryption_asked_for_gets_nothing(SmtpEncryption encryption)
    {
        await using var smtp = await SmtpServer.StartAsync(0, "--user", "gateway", "--password", Password);

        // Implicit: it waits for us, we for it, or it takes our hello for a command.
        var delivery = await SendAsync(Encrypted(smtp, encryption));

        delivery.Outcome.ShouldBe(DeliveryOutcome.TryAgain);
        smtp.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_without_STARTTLS_is_named_as_such()
    {
        await using var smtp = await SmtpServer.StartAsync(0, "--user", "gateway", "--password", Password);

        (await SendAsync(Encrypted(smtp, SmtpEncryption.StartTls))).ShouldBe(Delivery.TryAgain("the server does not offer STARTTLS"));
    }

    [Fact]
    public async Task Wrong_password_is_retried_and_repeated_nowhere()
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await StartAsync(certificate, SmtpEncryption.StartTls);

        var delivery = await SendAsync(Encrypted(smtp, SmtpEncryption.StartTls, password: "wrong-s3cret"), certificate: certificate);

        // This server's answer has it, in plain and in base64.
        delivery.ShouldBe(Delivery.TryAgain("the server refused the sign-in: 535"));
        smtp.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nobody@example.com", DeliveryOutcome.GiveUp)]
    [InlineData("later@example.com", DeliveryOutcome.TryAgain)]
    [InlineData("alice", DeliveryOutcome.GiveUp)]
    public async Task Only_an_answer_about_the_recipient_that_is_final_ends_the_attempts(string recipient, DeliveryOutcome outcome)
    {
        await using var smtp = await SmtpServer.StartAsync();

        var delivery = await SendAsync(new SmtpOptions("127.0.0.1", "tokens@gateway.example") { Port = smtp.Port, Encryption = SmtpEncryption.None }, recipient);

        delivery.Outcome.ShouldBe(outcome);
        smtp.Mails.ShouldBeEmpty();
    }

    // 550 to the sender or to the mail itself says nothing about the recipient; nor does one that is no answer at all.
    [Theory]
    [InlineData("MAIL", "550 5.7.1 not from you")]
    [InlineData("DATA", "554 5.7.1 no mail from here")]
    [InlineData("RCPT", "421 4.3.2 closing")]
    [InlineData("RCPT", "552 5.2.2 mailbox full")]
    [InlineData("RCPT", "nonsense")]
    public async Task Trouble_of_the_server_is_retried(string command, string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var spoken = SpeakAsync(listener, command, answer);

        var delivery = await SendAsync(new SmtpOptions("127.0.0.1", "tokens@gateway.example")
        {
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Encryption = SmtpEncryption.None,
        });

        delivery.Outcome.ShouldBe(DeliveryOutcome.TryAgain, delivery.Reason);
        await spoken.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Goodbye_that_fails_does_not_send_the_mail_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var spoken = SpeakAsync(listener, "QUIT", "nonsense");

        (await SendAsync(new SmtpOptions("127.0.0.1", "tokens@gateway.example")
        {
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Encryption = SmtpEncryption.None,
        })).ShouldBe(Delivery.Sent);
        await spoken.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Server_that_says_nothing_is_left_after_30_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clock = new TurnedClock();
        var sending = SendAsync(Plain(listener), clock: clock);
        using var asked = await listener.AcceptTcpClientAsync();

        clock.Turn(TimeSpan.FromSeconds(29));
        sending.IsCompleted.ShouldBeFalse();
        clock.Turn(TimeSpan.FromSeconds(1));

        (await sending.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(Delivery.TryAgain("no answer within 30 s"));
    }

    [Fact]
    public async Task End_of_the_process_ends_the_attempt_at_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stopping = new CancellationTokenSource();
        var sending = SendAsync(Plain(listener), cancellationToken: stopping.Token);
        using var asked = await listener.AcceptTcpClientAsync();

        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData(587, true, SmtpEncryption.StartTls)]
    [InlineData(587, false, SmtpEncryption.None)]
    [InlineData(465, true, SmtpEncryption.Implicit)]
    [InlineData(465, false, SmtpEncryption.Implicit)]
    public void Port_465_means_implicit_TLS(int port, bool startTls, SmtpEncryption encryption) =>
        SmtpOptions.EncryptionFor(port, startTls).ShouldBe(encryption);

    private static Task<SmtpServer> StartAsync(ServerCertificate certificate, SmtpEncryption encryption) => SmtpServer.StartAsync(
        0, [.. certificate.Options, "--user", "gateway", "--password", Password, .. encryption == SmtpEncryption.Implicit ? ["--implicit"] : Array.Empty<string>()]);

    private static SmtpOptions Encrypted(SmtpServer smtp, SmtpEncryption encryption, string host = "localhost", string password = Password) =>
        new(host, "tokens@gateway.example") { Port = smtp.Port, Encryption = encryption, User = "gateway", Password = password };

    private static SmtpOptions Plain(TcpListener listener) =>
        new("127.0.0.1", "tokens@gateway.example") { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Encryption = SmtpEncryption.None };

    private static async Task<Delivery> SendAsync(
        SmtpOptions server, string recipient = "alice@example.com", ServerCertificate? certificate = null, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        var time = clock ?? TimeProvider.System;
        var channel = certificate is null ? new MailChannel(time) : new MailChannel(time) { Certificates = certificate.IsTrusted };
        var notice = new PendingNotice(1, NoticeChannelKind.Mail, recipient, Content, 1, DateTimeOffset.UnixEpoch);
        return await channel.SendAsync(notice, new NoticeOptions { Smtp = server }, cancellationToken);
    }

    // A server that answers as it should, but to one command.
    private static async Task SpeakAsync(TcpListener listener, string command, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line[..Math.Min(4, line.Length)];
            await writer.WriteLineAsync(verb == command ? answer : verb == "DATA" ? "354 go on" : "250 ok");
            while (verb == "DATA" && command != "DATA" && await reader.ReadLineAsync() is not (null or "."))
            {
            }

            if (verb == "DATA" && command != "DATA")
                await writer.WriteLineAsync("250 ok");
        }
    }

    private static NoticeContent Content => new()
    {
        Id = "0123abcd",
        Type = "token.created",
        At = DateTimeOffset.UnixEpoch,
        Token = new NoticeToken { Id = "7", Name = "ci", Owner = "alice", Realm = "default", Hint = "tgw_7_...9fK2", ExpiresAt = null },
    };
}
