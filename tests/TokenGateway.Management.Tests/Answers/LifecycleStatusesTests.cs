using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Tests.Answers;

public sealed class LifecycleStatusesTests
{
    /// <summary>Every member has its line; one that is added here without a status, or there without a line, is noticed.</summary>
    private static readonly Dictionary<LifecycleErrorCode, int> Expected = new()
    {
        [LifecycleErrorCode.NotFound] = 404,
        [LifecycleErrorCode.UserNotFound] = 404,
        [LifecycleErrorCode.Forbidden] = 403,
        [LifecycleErrorCode.RoleNotHeld] = 403,
        [LifecycleErrorCode.RealmNotHeld] = 403,
        [LifecycleErrorCode.PermissionNotHeld] = 403,
        [LifecycleErrorCode.ManagementRightNotHeld] = 403,
        [LifecycleErrorCode.OutlivesCreator] = 403,
        [LifecycleErrorCode.AddressNotHeld] = 403,
        [LifecycleErrorCode.CreatorsOnly] = 403,
        [LifecycleErrorCode.OwnersMayNot] = 403,
        [LifecycleErrorCode.NotForOthers] = 403,
        [LifecycleErrorCode.TokensDisabled] = 409,
        [LifecycleErrorCode.UserExists] = 409,
        [LifecycleErrorCode.UserDisabled] = 409,
        [LifecycleErrorCode.LimitReached] = 409,
        [LifecycleErrorCode.DeclaredInFile] = 409,
        [LifecycleErrorCode.TokenExpired] = 409,
        [LifecycleErrorCode.ExternalIdTaken] = 409,
        [LifecycleErrorCode.ValueKnown] = 409,
        [LifecycleErrorCode.SetInFile] = 409,
        [LifecycleErrorCode.ChangedMeanwhile] = 409,
        [LifecycleErrorCode.SessionRequired] = 403,
        [LifecycleErrorCode.SignInAgain] = 403,
        [LifecycleErrorCode.NotRecoverable] = 409,
        [LifecycleErrorCode.KeptUnderAnotherKey] = 409,
        [LifecycleErrorCode.InvalidValue] = 400,
        [LifecycleErrorCode.RoleUnknown] = 422,
        [LifecycleErrorCode.LifetimeTooLong] = 422,
        [LifecycleErrorCode.EndRequired] = 422,
        [LifecycleErrorCode.EndInThePast] = 422,
        [LifecycleErrorCode.ValueTooWeak] = 422,
        [LifecycleErrorCode.OverlapTooLong] = 422,
    };

    public static TheoryData<LifecycleErrorCode> Members => [.. Enum.GetValues<LifecycleErrorCode>()];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_refusal_has_a_status_and_keeps_its_code_and_message(LifecycleErrorCode code)
    {
        var problem = Problem.Of(new LifecycleError(code, "why"));

        problem.Status.ShouldBe(Expected[code]);
        problem.Code.ShouldBe(new LifecycleError(code, "why").Name);
        problem.Detail.ShouldBe("why");
    }
}
