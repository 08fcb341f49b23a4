using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects;

/// <summary>What every dialect says of a <see cref="RefusalCode"/> unless its product promises other words.</summary>
public static class RefusalCodes
{
    private static readonly FrozenDictionary<RefusalCode, string> Names =
        Enum.GetValues<RefusalCode>().ToFrozenDictionary(code => code, code => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()));

    /// <summary>The stable code, for example <c>invalid_token</c>; null for those that have none.</summary>
    public static string? NameOf(RefusalCode code) =>
        code is RefusalCode.BadRequest or RefusalCode.PreflightRefused or RefusalCode.Overloaded or RefusalCode.InternalError ? null : Names[code];

    /// <summary>The name for logs, of every member.</summary>
    public static string LogNameOf(RefusalCode code) => Names[code];

    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.BadTarget or RefusalCode.AmbiguousCredentials or RefusalCode.BadRequest => StatusCodes.Status400BadRequest,
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.MissingToken or RefusalCode.InvalidToken or RefusalCode.TokenInactive or RefusalCode.TokenExpired =>
            StatusCodes.Status401Unauthorized,
        RefusalCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm or RefusalCode.AddressNotAllowed
            or RefusalCode.PreflightRefused => StatusCodes.Status403Forbidden,
        RefusalCode.RateLimited => StatusCodes.Status429TooManyRequests,
        RefusalCode.StoreUnavailable or RefusalCode.Overloaded => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.UpstreamUnreachable => StatusCodes.Status502BadGateway,
        RefusalCode.UpstreamTimeout => StatusCodes.Status504GatewayTimeout,
        RefusalCode.InternalError => StatusCodes.Status500InternalServerError,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    public static string TitleOf(RefusalCode code) => code switch
    {
        RefusalCode.BadTarget => "The request target is not allowed.",
        RefusalCode.AmbiguousCredentials => "More than one credential was presented.",
        RefusalCode.NotFound => "Not found.",
        RefusalCode.MissingToken => "A token is needed.",
        RefusalCode.InvalidToken => "The token is not valid.",
        RefusalCode.TokenInactive => "The token is deactivated or not valid yet.",
        RefusalCode.TokenExpired => "The token has expired.",
        RefusalCode.MethodNotAllowed => "The method is not allowed.",
        RefusalCode.InsufficientRole => "The role of the token is not sufficient.",
        RefusalCode.InsufficientPermission => "The token lacks a permission.",
        RefusalCode.WrongRealm => "The token belongs to another realm.",
        RefusalCode.AddressNotAllowed => "The token may not be used from this address.",
        RefusalCode.RateLimited => "Too many requests.",
        RefusalCode.StoreUnavailable => "The token cannot be verified right now.",
        RefusalCode.UpstreamUnreachable => "The upstream service cannot be reached.",
        RefusalCode.UpstreamTimeout => "The upstream service did not respond in time.",
        RefusalCode.BadRequest => "The request is malformed.",
        RefusalCode.PreflightRefused => "Cross-origin requests are not allowed here.",
        RefusalCode.Overloaded => "The gateway has reached its limit of open streams.",
        RefusalCode.InternalError => "The gateway failed to handle the request.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
