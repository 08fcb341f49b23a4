using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// After verification the secret may stand nowhere else in the request head. What cannot be taken out (the path, or a
/// query pair of a foreign shape) refuses the request.
/// </summary>
internal static class SecretPlacement
{
    public static bool StandsInTarget(EdgeRequest request)
    {
        var token = request.Credential.Received is null ? default : request.Credential.Token;
        return request.Target.Length > token.Length && SecretSearch.Holds(request.Target, token);
    }
}
