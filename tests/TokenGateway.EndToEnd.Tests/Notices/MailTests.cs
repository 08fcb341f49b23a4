using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TokenGateway.EndToEnd.Tests.Failures;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>Mails to a real server: encrypted and authenticated, rejected, and unreachable.</summary>
public sealed class MailTests
{
    private static readonly TimeSpan PastFirstBackoff = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Mail_goes_out_encrypted_and_signed_in()
    {
        using var folder = new CertificateFolder();
        await using var smtp = await SmtpServer.StartAsync(0, "--cert", folder.Certificate, "--key", folder.Key, "--user", "gateway", "--password", "s3cret");
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(upstream.Address);
        configuration["TokenGateway"]!["Notices"] = new JsonObject
        {
            ["Smtp"] = new JsonObject
            {
                ["Host"] = "localhost",
                ["Port"] = smtp.Port,
                ["From"] = "tokens@gateway.example",
                ["User"] = "gateway",
                ["PasswordFile"] = folder.Password,
            },
        };

        // No limit, because tokens are created until the first notice is sent.
        configuration["TokenGateway"]!["Tokens"] = new JsonObject { ["MaxPerUser"] = null };

        // A separate process, because the trusted CAs are read from the environment at the first certificate validation.
        await using var gateway = await GatewayProcess.StartAsync(
            folder.Path, configuration, arguments => ChildProcess.Start("env", [$"SSL_CERT_FILE={folder.Certificate}", "dotnet", ChildProcess.Beside("tokengateway.dll"), .. arguments]));
        await RunAsync(gateway, "user", "create", "--id", "alice", "--email", "alice@example.com", "--role", "Engineers");
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                // Events before the follower has started are not notified.
                await RunAsync(gateway, "token", "create", "--user", "alice", "--name", "ci");
                return smtp.Mails.Count > 0;
            },
            "a mail");

        smtp.Mails[0].Secure.ShouldBeTrue();
        smtp.Mails[0].User.ShouldBe("gateway");
        smtp.Mails[0].To.ShouldBe(["alice@example.com"]);
        smtp.Mails[0].Text.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Server_without_encryption_gets_nothing_when_encryption_is_asked_for()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var notices = NoticeGateway.Smtp(smtp.Port);
        notices["Smtp"]!["StartTls"] = true;
        await using var telling = await NoticeGateway.StartAsync(notices);

        await telling.IssueAsync("ci");

        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE attempts = 1 AND outcome IS NOT NULL") == 1), "put off");
        smtp.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipient_that_the_server_refuses_is_given_up()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var telling = await NoticeGateway.StartAsync(NoticeGateway.Smtp(smtp.Port));

        await telling.IssueAsync("ci", user: "nobody");

        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE done_at IS NOT NULL AND outcome LIKE '%refused%'") == 1), "given up");
    }

    [Fact]
    public async Task Name_that_is_not_ASCII_arrives_as_it_is()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var telling = await NoticeGateway.StartAsync(NoticeGateway.Smtp(smtp.Port));

        await telling.IssueAsync("Grüße, 世界: Bcc: mallory@example.com");

        var mail = (await smtp.WaitAsync("was created")).Single();
        mail.Subject.ShouldBe("Token 1 \"Grüße, 世界: Bcc: mallory@example.com\" was created");
        mail.Body.ShouldContain("Name:   Grüße, 世界: Bcc: mallory@example.com");
        mail.HeaderNames.ShouldNotContain("Bcc");
        mail.To.ShouldBe(["alice@example.com"]);
    }

    [Fact]
    public async Task Server_that_is_down_disturbs_neither_traffic_nor_changes_and_gets_the_mail_once_after_a_restart()
    {
        var first = await SmtpServer.StartAsync();
        var port = first.Port;
        await first.DisposeAsync();
        await using var telling = await NoticeGateway.StartAsync(NoticeGateway.Smtp(port));

        var token = await telling.IssueAsync("ci");
        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE attempts = 1 AND outcome IS NOT NULL") == 1), "put off");
        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.OK);
        (await telling.First.Tokens.DeactivateAsync(NoticeGateway.Operator, token.Token.Id, CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
        (await telling.First.Tokens.DeleteAsync(NoticeGateway.Operator, token.Token.Id, CancellationToken.None)).Succeeded.ShouldBeTrue();

        await telling.StopAllAsync();
        await using var smtp = await SmtpServer.StartAsync(port);
        await telling.StepAsync(PastFirstBackoff);
        await telling.StartOneAsync();

        await smtp.WaitAsync("\"ci\" was created");
        await telling.IssueAsync("fence");
        await smtp.WaitAsync("\"fence\" was created");
        smtp.Of("\"ci\" was created").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Server_that_hangs_holds_up_neither_the_webhook_nor_the_end_of_the_process()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var receiver = await HookReceiver.StartAsync();
        var notices = NoticeGateway.Smtp(((IPEndPoint)silent.LocalEndpoint).Port);
        notices["Webhook"] = NoticeGateway.Webhook(receiver.Url)["Webhook"]!.DeepClone();
        await using var telling = await NoticeGateway.StartAsync(notices);

        await telling.IssueAsync("ci");
        using var asked = await silent.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));

        (await receiver.WaitAsync("token.created")).Count.ShouldBe(1);
        await telling.StopAllAsync();
    }

    private static async Task RunAsync(GatewayProcess gateway, params string[] arguments) =>
        (await Cli.RunAsync([.. arguments, "--config", gateway.ConfigPath])).ExitCode.ShouldBe(0);

    private static async Task<HttpStatusCode> UseAsync(NoticeGateway telling, string token)
    {
        using var client = telling.First.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>A certificate for <c>localhost</c> and a password, as files.</summary>
    private sealed class CertificateFolder : IDisposable
    {
        public CertificateFolder()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
            using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            File.WriteAllText(Certificate, certificate.ExportCertificatePem());
            File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(Password, "s3cret\n");
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("tgw-smtp-").FullName;

        public string Certificate => System.IO.Path.Combine(Path, "cert.pem");

        public string Key => System.IO.Path.Combine(Path, "key.pem");

        public string Password => System.IO.Path.Combine(Path, "password");

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
