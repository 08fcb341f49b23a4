using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Calls;

/// <summary>The limits on a user's management calls (<c>TokenGateway:ManagementLimits</c>), over every interface.</summary>
public interface ICallBudget
{
    /// <summary>Acquires a permit for one call of <paramref name="caller"/>.</summary>
    /// <returns>Null: acquired, or none is needed.</returns>
    CallRefusal? Take(UserId caller, CallKind kind);
}
