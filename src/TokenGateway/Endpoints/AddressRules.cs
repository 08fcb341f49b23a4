using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Endpoints;

/// <summary>Refuses two endpoints with one address and port.</summary>
internal static class AddressRules
{
    /// <param name="frozen">The configuration.</param>
    /// <param name="defaults">The additional default endpoints, by name.</param>
    /// <param name="errors">Collects errors; endpoints that already have one are skipped.</param>
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
