using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using TokenGateway.Core.Notices;

namespace TokenGateway.Notices;

/// <summary>
/// Classifies a failure to send a mail. Only a response about the recipient is permanent (RFC 5321, 4.2.1); server problems
/// pass or are fixed.
/// </summary>
internal static class MailFailure
{
    private const int MaxReasonLength = 300;

    /// <summary>Whether the mail server or the connection to it caused this. Others are faults of the gateway.</summary>
    public static bool IsKnown(Exception failure) => failure
        is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
        or ServiceNotConnectedException or NotSupportedException
        or IOException or SocketException or TimeoutException or System.Security.Authentication.AuthenticationException;

    public static Delivery Judge(Exception failure, SmtpOptions server)
    {
        if (failure is SmtpCommandException
            {
                ErrorCode: SmtpErrorCode.RecipientNotAccepted,
                StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed,
            } refused)
            return Delivery.GiveUp($"the server refused the recipient: {(int)refused.StatusCode} {refused.StatusCode}");
        return Delivery.TryAgain(ReasonOf(failure, server));
    }

    // A server's response to a wrong password can repeat its input, in any encoding, so its text is omitted.
    private static string ReasonOf(Exception failure, SmtpOptions server) => failure switch
    {
        AuthenticationException { InnerException: SmtpCommandException answer } => $"the server refused the sign-in: {(int)answer.StatusCode}",
        AuthenticationException => "the server refused the sign-in",
        NotSupportedException when server.Encryption == SmtpEncryption.StartTls && failure.Message.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) =>
            "the server does not offer STARTTLS",
        SslHandshakeException => $"the connection cannot be encrypted: {failure.InnerException?.Message ?? "the server's certificate is not trusted"}",
        SmtpCommandException answer => Said($"{(int)answer.StatusCode} {answer.StatusCode}: {answer.Message}", server),
        _ => Said(failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message, server),
    };

    private static string Said(string text, SmtpOptions server)
    {
        if (server.Password is { Length: > 0 } password && text.Contains(password, StringComparison.Ordinal))
            return "the server's response contains the password";
        return text.Length <= MaxReasonLength ? text : text[..MaxReasonLength];
    }
}
