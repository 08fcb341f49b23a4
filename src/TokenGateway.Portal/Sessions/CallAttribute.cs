using TokenGateway.Dialects.Calls;

namespace TokenGateway.Portal.Sessions;

/// <summary>The call kind of a handler for limits, if it differs from that of its method.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CallAttribute(CallKind kind) : Attribute
{
    public CallKind Kind => kind;
}
