using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using TokenGateway.Core.Notices;

namespace TokenGateway.Management.Notices;

/// <summary>Sends notices as mails. Each over a connection of its own: they are few, and a kept one would be stale.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class MailChannel(TimeProvider time) : INoticeChannel
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public NoticeWay Way => NoticeWay.Mail;

    public async Task<Delivery> SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Smtp is not { } server)
            return Delivery.TryAgain("no mail server is configured");
        if (!MailText.TryReadAddress(notice.Recipient, out var recipient))
            return Delivery.GiveUp("the e-mail address cannot be used");
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var message = MailText.Write(notice.Content, server.From, recipient);
            using var client = CreateClient(server);

            // Waited for from outside, because it does not notice a cancellation while it connects.
            await client.SendMailAsync(message, either.Token).WaitAsync(either.Token);
            return Delivery.Sent;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Delivery.TryAgain($"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is SmtpException or IOException or SocketException or AuthenticationException)
        {
            return Judge(failure);
        }
    }

    private static SmtpClient CreateClient(SmtpOptions server) => new(server.Host, server.Port)
    {
        EnableSsl = server.StartTls,
        Credentials = server.User is null ? null : new NetworkCredential(server.User, server.Password),
    };

    // Only an answer about the very recipient is final (RFC 5321, 4.2.1); of the server's own troubles people can be cured.
    private static Delivery Judge(Exception failure)
    {
        if (failure is SmtpFailedRecipientException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed } refused)
            return Delivery.GiveUp($"the server refuses the recipient: {refused.StatusCode}");
        var reason = failure is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } said ? $"{said.StatusCode}: {said.Message}" : failure.Message;
        return Delivery.TryAgain(failure.InnerException is { } inner ? $"{reason} {inner.Message}" : reason);
    }
}
