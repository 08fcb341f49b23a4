namespace TokenGateway.Core.Auditing;

/// <summary>An entry to record; the store adds the time and the position in the chain.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Action">The action.</param>
/// <param name="Subject">The subject: <c>token:7</c>, <c>user:alice</c>, <c>settings</c>, <c>audit</c>.</param>
/// <param name="Before">The previous state, as JSON without secrets; null: none, or irrelevant.</param>
/// <param name="After">The new state, in the same form.</param>
public sealed record AuditEntry(AuditActor Actor, AuditAction Action, string Subject, string? Before = null, string? After = null)
{
    /// <summary>The stored name of an <see cref="AuditAction.Unknown"/> action; null: the action is known.</summary>
    public string? UnknownName { get; init; }

    /// <summary>The recorded and sealed name of the action.</summary>
    public string ActionName => Action == AuditAction.Unknown ? UnknownName ?? string.Empty : AuditActions.NameOf(Action);
}
