using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Calls;

/// <summary>How many calls that manage a user may make (<c>TokenGateway:ManagementLimits</c>), by whatever way they come.</summary>
public interface ICallBudget
{
    /// <summary>Takes a permit for one call of <paramref name="caller"/>.</summary>
    /// <returns>Null: there was one, or none is needed.</returns>
    CallRefusal? Take(UserId caller, CallKind kind);
}
