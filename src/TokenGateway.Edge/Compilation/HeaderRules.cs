using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation;

/// <summary>Checks which headers may pass from a client or be set for an upstream, besides the identity headers.</summary>
internal static class HeaderRules
{
    public static void Check(GatewayConfigSet written, HeaderNameSet isProtected, HeaderNameSet places, ConfigErrors errors)
    {
        CheckIdentity(written.Gateway.Identity, written.Gateway.Path, places, errors);
        foreach (var block in written.Routes.Values)
        {
            CheckIdentity(block.Identity, block.Path, places, errors);
            for (var i = 0; i < block.DangerousForwardHeaders.Count; i++)
            {
                if (FaultOfForwarded(block.DangerousForwardHeaders[i], isProtected) is { } fault)
                    errors.Add(ConfigPath.Join(block.Path, "DangerousForwardHeaders", i), fault);
            }
        }

        foreach (var credential in written.Clusters.Values.Select(cluster => cluster.UpstreamCredential).OfType<UpstreamCredentialConfig>())
        {
            if (ReservedHeaders.FaultOfCredential(credential.Header) is { } fault)
                errors.Add(ConfigPath.Join(credential.Path, "Header"), fault);
            else if (isProtected.Contains(credential.Header))
                errors.Add(ConfigPath.Join(credential.Path, "Header"), $"{credential.Header} is an identity header; choose another");
        }
    }

    private static void CheckIdentity(IReadOnlyDictionary<string, string>? headers, string path, HeaderNameSet places, ConfigErrors errors)
    {
        foreach (var name in headers?.Keys ?? [])
        {
            if (ReservedHeaders.FaultOfIdentity(name, places) is { } fault)
                errors.Add(ConfigPath.Join(path, "Identity", name), fault);
        }
    }

    private static string? FaultOfForwarded(string name, HeaderNameSet isProtected)
    {
        if (isProtected.Contains(name))
            return $"{name} is an identity header, which no client may send";
        if (!DenyList.Contains(name))
            return $"{name} is not on the deny list, so it passes anyway; remove it here";
        return DenyList.IsForwardable(name) ? null : $"{name} can never be forwarded";
    }
}
