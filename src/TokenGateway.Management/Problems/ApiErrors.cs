using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Problems;

/// <summary>The status, the name and the title of every <see cref="ApiErrorCode"/>.</summary>
internal static class ApiErrors
{
    private static readonly FrozenDictionary<ApiErrorCode, string> Names =
        Enum.GetValues<ApiErrorCode>().ToFrozenDictionary(code => code, code => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()));

    public static string NameOf(ApiErrorCode code) => Names[code];

    public static int StatusOf(ApiErrorCode code) => code switch
    {
        ApiErrorCode.InvalidRequest or ApiErrorCode.InvalidValue => StatusCodes.Status400BadRequest,
        ApiErrorCode.MissingToken or ApiErrorCode.InvalidToken or ApiErrorCode.TokenInactive or ApiErrorCode.TokenExpired =>
            StatusCodes.Status401Unauthorized,
        ApiErrorCode.AddressNotAllowed or ApiErrorCode.WrongRealm or ApiErrorCode.AntiforgeryFailed => StatusCodes.Status403Forbidden,
        ApiErrorCode.NotFound => StatusCodes.Status404NotFound,
        ApiErrorCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ApiErrorCode.MisdirectedRequest => StatusCodes.Status421MisdirectedRequest,
        ApiErrorCode.RequestTimeout => StatusCodes.Status408RequestTimeout,
        ApiErrorCode.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        ApiErrorCode.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ApiErrorCode.RateLimited => StatusCodes.Status429TooManyRequests,
        ApiErrorCode.InternalError => StatusCodes.Status500InternalServerError,
        ApiErrorCode.StoreUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>What is said where nothing more is known.</summary>
    public static string TitleOf(ApiErrorCode code) => code switch
    {
        ApiErrorCode.InvalidRequest => "The request cannot be read.",
        ApiErrorCode.InvalidValue => "A value is not allowed.",
        ApiErrorCode.MissingToken => "A token is needed.",
        ApiErrorCode.InvalidToken => "The token is not valid.",
        ApiErrorCode.TokenInactive => "The token is deactivated or not valid yet.",
        ApiErrorCode.TokenExpired => "The token has expired.",
        ApiErrorCode.AddressNotAllowed => "The token may not be used from this address.",
        ApiErrorCode.WrongRealm => "The token's owner no longer has the token's realm.",
        ApiErrorCode.AntiforgeryFailed => "A write in a session needs its X-Antiforgery-Token (GET /api/v1/session) and must come from this origin.",
        ApiErrorCode.NotFound => "Not found.",
        ApiErrorCode.MethodNotAllowed => "The method is not allowed.",
        ApiErrorCode.MisdirectedRequest => "This host name is not served.",
        ApiErrorCode.RequestTimeout => "The request took too long to arrive.",
        ApiErrorCode.BodyTooLarge => "The body is too large.",
        ApiErrorCode.UnsupportedMediaType => "The body is not JSON.",
        ApiErrorCode.RateLimited => "Too many requests.",
        ApiErrorCode.InternalError => "The gateway failed to handle the request.",
        ApiErrorCode.StoreUnavailable => "The store is unavailable.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>Null: none of ours.</summary>
    public static ApiErrorCode? OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ApiErrorCode.InvalidRequest,
        StatusCodes.Status404NotFound => ApiErrorCode.NotFound,
        StatusCodes.Status405MethodNotAllowed => ApiErrorCode.MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => ApiErrorCode.RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => ApiErrorCode.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiErrorCode.UnsupportedMediaType,
        _ => null,
    };

    /// <summary>
    /// Of a token that does not authenticate. Deactivated and expired are told only because the digest matched; unknown,
    /// deleted and all others cannot be told apart.
    /// </summary>
    public static ApiErrorCode OfOutcome(VerificationOutcome outcome) => outcome switch
    {
        VerificationOutcome.Inactive or VerificationOutcome.NotYetValid => ApiErrorCode.TokenInactive,
        VerificationOutcome.Expired => ApiErrorCode.TokenExpired,
        VerificationOutcome.RealmNotHeld => ApiErrorCode.WrongRealm,
        VerificationOutcome.StoreUnavailable => ApiErrorCode.StoreUnavailable,
        _ => ApiErrorCode.InvalidToken,
    };
}
