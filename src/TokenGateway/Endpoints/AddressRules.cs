using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Endpoints;

/// <summary>No two endpoints can listen on one address and port.</summary>
internal static class AddressRules
{
    /// <param name="frozen">What is written.</param>
    /// <param name="defaults">The endpoints that are there besides, by name.</param>
    /// <param name="errors">Endpoints with an error are passed over.</param>
    public static void Check(ConfigurationSnapshot frozen, IEnumerable<KeyValuePair<string, string?>> defaults, ConfigErrors errors)
    {
        var written = frozen.Root.GetSection(EndpointSetup.Section).GetChildren()
            .Where(one => !errors.AnyUnder(one.Path))
            .Select(one => (Name: one.Key, Url: one["Url"]!, Address: ListenAddress.Parse(one["Url"]!)))
            .ToList();
        for (var i = 0; i < written.Count; i++)
        {
            var path = $"{EndpointSetup.Section}:{written[i].Name}:Url";
            foreach (var other in written.Take(i).Where(one => one.Address.Meets(written[i].Address)))
                errors.Add(path, $"the endpoint {other.Name} already listens on {other.Url}; give one of them another address or port");
            foreach (var (name, url) in defaults.Where(one => ListenAddress.Parse(one.Value!).Meets(written[i].Address)))
                errors.Add(path, $"the endpoint {name} listens on {url} by default; use another port, or set {EndpointSetup.Section}:{name}:Url");
        }
    }
}
