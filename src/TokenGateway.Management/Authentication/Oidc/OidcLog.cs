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
}
