using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>Log messages about sign-in; event ids 3200 to 3201. Never the entered name or password.</summary>
internal static partial class PasswordLog
{
    public const string Category = "TokenGateway.Sessions";

    [LoggerMessage(3200, LogLevel.Information, "Sign-in from {Address} refused.", EventName = "SignInRefused")]
    public static partial void SignInRefused(this ILogger logger, string address);

    [LoggerMessage(3201, LogLevel.Warning, "Could not record a refused sign-in in the audit log. {Reason}", EventName = "RefusalNotRecorded")]
    public static partial void RefusalNotRecorded(this ILogger logger, string reason);
}
