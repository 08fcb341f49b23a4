using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TokenGateway.Core.Notices;

namespace TokenGateway.Notices;

/// <summary>Sends notices by mail. Each over a separate connection: they are few, and a persistent one would become stale.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class MailChannel(TimeProvider time) : INoticeChannel
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public NoticeChannelKind Way => NoticeChannelKind.Mail;

    /// <summary>
    /// Validates the server's certificate: accepts it only without errors. MailKit's own rule would also accept
    /// certificates of some well-known providers that the system does not trust.
    /// </summary>
    internal RemoteCertificateValidationCallback Certificates { get; init; } = static (_, _, _, errors) => errors == SslPolicyErrors.None;

    public async Task<Delivery> SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Smtp is not { } server)
            return Delivery.TryAgain("no mail server is configured");
        if (!MailText.TryReadAddress(server.From, out var sender))
            return Delivery.TryAgain("the sender's address cannot be used");
        if (!MailText.TryReadAddress(notice.Recipient, out var recipient))
            return Delivery.GiveUp("the e-mail address cannot be used");
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var message = MailText.Write(notice.Content, sender, recipient, time.GetUtcNow());
            await SendAsync(message, server, either.Token);
            return Delivery.Sent;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Delivery.TryAgain($"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception failure) when (MailFailure.IsKnown(failure))
        {
            return MailFailure.Judge(failure, server);
        }
    }

    private async Task SendAsync(MimeMessage message, SmtpOptions server, CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        await client.ConnectAsync(server.Host, server.Port, SocketOptionsOf(server.Encryption), cancellationToken);
        if (server.User is not null)
            await client.AuthenticateAsync(server.User, server.Password ?? "", cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await LeaveAsync(client, cancellationToken);
    }

    private SmtpClient CreateClient() => new()
    {
        ServerCertificateValidationCallback = Certificates,

        // As in HttpClient: most company CAs publish no list, and an unreachable one would stop all mail.
        CheckCertificateRevocation = false,

        // The cancellation token limits the duration, by our clock.
        Timeout = Timeout.Infinite,
    };

    // The server has accepted the mail: a failed QUIT must not cause it to be sent again.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException || MailFailure.IsKnown(failure))
        {
            // Disposing closes the connection.
        }
    }

    private static SecureSocketOptions SocketOptionsOf(SmtpEncryption encryption) => encryption switch
    {
        SmtpEncryption.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpEncryption.StartTls => SecureSocketOptions.StartTls,
        SmtpEncryption.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(encryption), encryption, "No such encryption."),
    };
}
