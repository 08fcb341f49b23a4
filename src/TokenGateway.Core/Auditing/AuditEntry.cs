namespace TokenGateway.Core.Auditing;

/// <summary>Something that is to be recorded; the store adds when, and its place in the chain.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">About whom: <c>token:7</c>, <c>user:alice</c>, <c>settings</c>, <c>audit</c>.</param>
/// <param name="Before">What it was, as JSON without secrets; null: nothing, or it does not matter.</param>
/// <param name="After">What it is now, likewise.</param>
public sealed record AuditEntry(AuditActor Actor, AuditAction Action, string Subject, string? Before = null, string? After = null)
{
    /// <summary>What stands in the store of an <see cref="AuditAction.Unknown"/> action; null: the action is known.</summary>
    public string? UnknownName { get; init; }

    /// <summary>The action as it is recorded and sealed.</summary>
    public string ActionName => Action == AuditAction.Unknown ? UnknownName ?? string.Empty : AuditActions.NameOf(Action);
}
