using TokenGateway.Dialects.Calls;

namespace TokenGateway.Portal.Sessions;

/// <summary>What a handler does as far as limits ask, where its method does not say it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CallAttribute(CallKind kind) : Attribute
{
    public CallKind Kind => kind;
}
