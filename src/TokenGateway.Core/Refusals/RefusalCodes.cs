using static TokenGateway.Core.Refusals.RefusalAudience;

namespace TokenGateway.Core.Refusals;

/// <summary>
/// The only table of refusal names, statuses and titles. A dialect uses its product's texts, and these where the product
/// has none. An array by number, so that a refusal costs no lookup.
/// </summary>
public static class RefusalCodes
{
    private const RefusalAudience Everybody = Traffic | Management;

    // By status, as the titles of lifecycle errors; the detail has the fault.
    private const string NotAllowed = "This is not allowed.";
    private const string Conflict = "Conflicts with the current state.";
    private const string AgainstARule = "A rule does not allow this.";

    private static readonly RefusalEntry[] Entries = Index(new()
    {
        [RefusalCode.BadTarget] = new("bad_target", 400, "The request target is not allowed.", Traffic),
        [RefusalCode.AmbiguousCredentials] = new("ambiguous_credentials", 400, "More than one credential was presented.", Traffic),
        [RefusalCode.BadRequest] = new("bad_request", 400, "The request is malformed.", Log),
        [RefusalCode.InvalidRequest] = new("invalid_request", 400, "The request cannot be read.", Management),
        [RefusalCode.InvalidValue] = new("invalid_value", 400, "A value is not allowed.", Management),
        [RefusalCode.NotFound] = new("not_found", 404, "Not found.", Everybody),
        [RefusalCode.MethodNotAllowed] = new("method_not_allowed", 405, "The method is not allowed.", Everybody),
        [RefusalCode.MisdirectedRequest] = new("misdirected_request", 421, "This host name is not served.", Management),
        [RefusalCode.RequestTimeout] = new("request_timeout", 408, "The request took too long to arrive.", Management),
        [RefusalCode.BodyTooLarge] = new("body_too_large", 413, "The body is too large.", Management),
        [RefusalCode.UnsupportedMediaType] = new("unsupported_media_type", 415, "The body is not JSON.", Management),
        [RefusalCode.MissingToken] = new("missing_token", 401, "A token is needed.", Everybody),
        [RefusalCode.InvalidToken] = new("invalid_token", 401, "The token is not valid.", Everybody),
        [RefusalCode.TokenInactive] = new("token_inactive", 401, "The token is deactivated or not valid yet.", Everybody),
        [RefusalCode.TokenExpired] = new("token_expired", 401, "The token has expired.", Everybody),
        [RefusalCode.AddressNotAllowed] = new("address_not_allowed", 403, "The token may not be used from this address.", Everybody),
        [RefusalCode.TokenBesideSession] = new("ambiguous_credentials", 400, "Bad request", Management),
        [RefusalCode.HttpsRequired] = new("https_required", 400, "Bad request", Management),
        [RefusalCode.InvalidCredentials] = new("invalid_credentials", 401, "Unauthorized", Management),
        [RefusalCode.NotSignedIn] = new("not_signed_in", 401, "Unauthorized", Management),
        [RefusalCode.AntiforgeryFailed] = new(
            "antiforgery_failed", 403, "A write in a session needs its X-Antiforgery-Token (GET /api/v1/session) and must come from this origin.", Management),
        [RefusalCode.InsufficientRole] = new("insufficient_role", 403, "The role of the token is not sufficient.", Traffic),
        [RefusalCode.InsufficientPermission] = new("insufficient_permission", 403, "The token lacks a permission.", Traffic),
        [RefusalCode.WrongRealm] = new("wrong_realm", 403, "The token belongs to another realm.", Traffic),
        [RefusalCode.PreflightRefused] = new("preflight_refused", 403, "Cross-origin requests are not allowed here.", Log),
        [RefusalCode.Forbidden] = new("forbidden", 403, NotAllowed, Management),
        [RefusalCode.TokensDisabled] = new("tokens_disabled", 409, Conflict, Management),
        [RefusalCode.UserNotFound] = new("user_not_found", 404, "Not found.", Management),
        [RefusalCode.UserExists] = new("user_exists", 409, Conflict, Management),
        [RefusalCode.UserDisabled] = new("user_disabled", 409, Conflict, Management),
        [RefusalCode.RoleUnknown] = new("role_unknown", 422, AgainstARule, Management),
        [RefusalCode.RoleNotHeld] = new("role_not_held", 403, NotAllowed, Management),
        [RefusalCode.PermissionNotHeld] = new("permission_not_held", 403, NotAllowed, Management),
        [RefusalCode.ManagementRightNotHeld] = new("management_right_not_held", 403, NotAllowed, Management),
        [RefusalCode.RealmNotHeld] = new("realm_not_held", 403, NotAllowed, Management),
        [RefusalCode.RealmLost] = new("wrong_realm", 403, "The token's owner no longer has the token's realm.", Management),
        [RefusalCode.LifetimeTooLong] = new("lifetime_too_long", 422, AgainstARule, Management),
        [RefusalCode.EndRequired] = new("end_required", 422, AgainstARule, Management),
        [RefusalCode.EndInThePast] = new("end_in_the_past", 422, AgainstARule, Management),
        [RefusalCode.OutlivesCreator] = new("outlives_creator", 403, NotAllowed, Management),
        [RefusalCode.AddressNotHeld] = new("address_not_held", 403, NotAllowed, Management),
        [RefusalCode.LimitReached] = new("limit_reached", 409, Conflict, Management),
        [RefusalCode.DeclaredInFile] = new("declared_in_file", 409, Conflict, Management),
        [RefusalCode.SignsInAtProvider] = new("signs_in_at_provider", 409, Conflict, Management),
        [RefusalCode.ServiceAccount] = new("service_account", 409, Conflict, Management),
        [RefusalCode.SubjectExpired] = new("token_expired", 409, Conflict, Management),
        [RefusalCode.CreatorsOnly] = new("creators_only", 403, NotAllowed, Management),
        [RefusalCode.OwnersMayNot] = new("owners_may_not", 403, NotAllowed, Management),
        [RefusalCode.NotForOthers] = new("not_for_others", 403, NotAllowed, Management),
        [RefusalCode.ExternalIdTaken] = new("external_id_taken", 409, Conflict, Management),
        [RefusalCode.ValueKnown] = new("value_known", 409, Conflict, Management),
        [RefusalCode.ValueTooWeak] = new("value_too_weak", 422, AgainstARule, Management),
        [RefusalCode.OverlapTooLong] = new("overlap_too_long", 422, AgainstARule, Management),
        [RefusalCode.SessionRequired] = new("session_required", 403, NotAllowed, Management),
        [RefusalCode.SignInAgain] = new("sign_in_again", 403, NotAllowed, Management),
        [RefusalCode.NotRecoverable] = new("not_recoverable", 409, Conflict, Management),
        [RefusalCode.KeptUnderAnotherKey] = new("kept_under_another_key", 409, Conflict, Management),
        [RefusalCode.ChangedMeanwhile] = new("changed_meanwhile", 409, Conflict, Management),
        [RefusalCode.SetInFile] = new("set_in_file", 409, Conflict, Management),
        [RefusalCode.RateLimited] = new("rate_limited", 429, "Too many requests.", Everybody),
        [RefusalCode.CannotVerify] = new("store_unavailable", 503, "The token cannot be verified right now.", Traffic),
        [RefusalCode.StoreUnavailable] = new("store_unavailable", 503, "The store is unavailable.", Management),
        [RefusalCode.Overloaded] = new("overloaded", 503, "The gateway has reached its limit of open streams.", Log),
        [RefusalCode.UpstreamUnreachable] = new("upstream_unreachable", 502, "The upstream service cannot be reached.", Traffic),
        [RefusalCode.UpstreamTimeout] = new("upstream_timeout", 504, "The upstream service did not respond in time.", Traffic),
        [RefusalCode.CannotForward] = new("internal_error", 500, "The gateway failed to handle the request.", Log),
        [RefusalCode.InternalError] = new("internal_error", 500, "The gateway failed to handle the request.", Management),
    });

    /// <summary>The codes of the edge, with or without a name; all that a dialect needs texts for.</summary>
    public static IEnumerable<RefusalCode> OfTraffic => Enum.GetValues<RefusalCode>().Where(code => Of(code).Audience != Management);

    /// <exception cref="ArgumentOutOfRangeException">Not a member.</exception>
    public static RefusalEntry Of(RefusalCode code) =>
        (uint)code < (uint)Entries.Length ? Entries[(int)code] : throw new ArgumentOutOfRangeException(nameof(code), code, null);

    /// <summary>The stable code, for example <c>invalid_token</c>; null for refusals without one.</summary>
    public static string? NameOf(RefusalCode code) => Of(code) is { Audience: not Log } entry ? entry.Name : null;

    /// <summary>The name in logs, for every member.</summary>
    public static string LogNameOf(RefusalCode code) => Of(code).Name;

    public static int StatusOf(RefusalCode code) => Of(code).Status;

    public static string TitleOf(RefusalCode code) => Of(code).Title;

    private static RefusalEntry[] Index(Dictionary<RefusalCode, RefusalEntry> entries) =>
        [.. Enum.GetValues<RefusalCode>().Select(code => entries[code])];
}
