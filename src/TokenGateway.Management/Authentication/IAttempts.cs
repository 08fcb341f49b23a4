using System.Net;

namespace TokenGateway.Management.Authentication;

/// <summary>Counts what somebody might try too often, by address, in windows (<c>TokenGateway:Throttle</c>).</summary>
internal interface IAttempts
{
    bool IsOver(AttemptKind kind, IPAddress? address);

    void Count(AttemptKind kind, IPAddress? address);

    /// <summary>Whole seconds until the present window ends, at least 1.</summary>
    int SecondsLeft();
}
