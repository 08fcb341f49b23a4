using Microsoft.Extensions.Logging;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>Log messages about sign-in at an identity provider; event ids 3210 to 3219. Never a code, a token or a secret.</summary>
internal static partial class OidcLog
{
    public const string Category = "TokenGateway.Oidc";

    [LoggerMessage(3210, LogLevel.Warning, "The identity provider {Authority} cannot be reached. {Reason}", EventName = "ProviderUnreachable")]
    public static partial void ProviderUnreachable(this ILogger logger, Uri authority, string reason);

    [LoggerMessage(3211, LogLevel.Warning, "An answer of the identity provider was refused, from {Address}. {Reason}", EventName = "ProviderAnswerRefused")]
    public static partial void AnswerRefused(this ILogger logger, string address, string reason);

    [LoggerMessage(3212, LogLevel.Information, "Sign-in of subject {Subject} of {Issuer} from {Address} refused: {Outcome}.", EventName = "ExternalSignInRefused")]
    public static partial void ExternalSignInRefused(this ILogger logger, string subject, string issuer, string address, string outcome);

    [LoggerMessage(3213, LogLevel.Warning, "The identity provider {Authority} refused this gateway as its client. {Reason}", EventName = "ClientRefused")]
    public static partial void ClientRefused(this ILogger logger, Uri authority, string reason);

    [LoggerMessage(
        3214, LogLevel.Warning,
        "Subject {Subject} of {Issuer} could not confirm a recent sign-in: the ID token has no auth_time, although max_age was sent. Let the provider send auth_time, or set SignIn:Oidc:InsecureAllowMissingAuthTime.",
        EventName = "SignInTimeUnknown")]
    public static partial void SignInTimeUnknown(this ILogger logger, string subject, string issuer);

    [LoggerMessage(
        3215, LogLevel.Warning,
        "Subject {Subject} of {Issuer} could not confirm a recent sign-in: the auth_time of the ID token is {AuthTime}, although prompt=login and max_age=0 were sent.",
        EventName = "SignInNotRecent")]
    public static partial void SignInNotRecent(this ILogger logger, string subject, string issuer, DateTimeOffset authTime);

    [LoggerMessage(3216, LogLevel.Warning, "Subject {Subject} of {Issuer} gets no role: {Fault}.", EventName = "ClaimUnreadable")]
    public static partial void ClaimUnreadable(this ILogger logger, string subject, string issuer, string fault);
}
