using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Dialects.Calls;

/// <summary>
/// The one place where a refusal of the lifecycle gets its status: 404 not there, 403 not yours to do, 409 not as things
/// stand, 400 not a value, 422 a value that a rule forbids.
/// </summary>
public static class LifecycleStatuses
{
    public static int Of(LifecycleErrorCode code) => code switch
    {
        LifecycleErrorCode.NotFound or LifecycleErrorCode.UserNotFound => StatusCodes.Status404NotFound,
        LifecycleErrorCode.Forbidden or LifecycleErrorCode.RoleNotHeld or LifecycleErrorCode.RealmNotHeld or LifecycleErrorCode.PermissionNotHeld
            or LifecycleErrorCode.ManagementRightNotHeld or LifecycleErrorCode.OutlivesCreator or LifecycleErrorCode.AddressNotHeld or LifecycleErrorCode.CreatorsOnly
            or LifecycleErrorCode.OwnersMayNot or LifecycleErrorCode.NotForOthers or LifecycleErrorCode.SessionRequired or LifecycleErrorCode.SignInAgain => StatusCodes.Status403Forbidden,
        LifecycleErrorCode.TokensDisabled or LifecycleErrorCode.UserExists or LifecycleErrorCode.UserDisabled or LifecycleErrorCode.LimitReached
            or LifecycleErrorCode.DeclaredInFile or LifecycleErrorCode.TokenExpired or LifecycleErrorCode.ExternalIdTaken
            or LifecycleErrorCode.ValueKnown or LifecycleErrorCode.SetInFile or LifecycleErrorCode.NotRecoverable or LifecycleErrorCode.KeptUnderAnotherKey
            or LifecycleErrorCode.ChangedMeanwhile => StatusCodes.Status409Conflict,
        LifecycleErrorCode.InvalidValue => StatusCodes.Status400BadRequest,
        LifecycleErrorCode.RoleUnknown or LifecycleErrorCode.LifetimeTooLong or LifecycleErrorCode.EndRequired or LifecycleErrorCode.EndInThePast
            or LifecycleErrorCode.ValueTooWeak or LifecycleErrorCode.OverlapTooLong => StatusCodes.Status422UnprocessableEntity,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    public static string TitleOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Not found.",
        StatusCodes.Status403Forbidden => "This is not allowed.",
        StatusCodes.Status409Conflict => "Conflicts with the current state.",
        StatusCodes.Status400BadRequest => "A value is not allowed.",
        _ => "A rule does not allow this.",
    };
}
