using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TokenGateway.Portal.Tests.Browsing;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Products;

/// <summary>The portal of a gateway that a dialect's sample configures.</summary>
public abstract class ProductPortal : PortalFixture
{
    protected abstract string Sample { get; }

    protected override JsonObject Configure(string upstream) => Configs.Dialect(Sample, upstream);

    /// <summary>The status of a request with a token as the product's clients send it.</summary>
    public async Task<int> GetAsync(string path, string scheme, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {token}");
        using var response = await Edge.SendAsync(request);
        return (int)response.StatusCode;
    }

    public sealed class Versio : ProductPortal
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("tgw-versio-").FullName;

        protected override string Sample => "versio";

        protected override IEnumerable<(string Id, string Role, string Realm)> People => [("olga", "Operators", "prod"), ("ada", "Administrators", "default")];

        protected override JsonObject Configure(string upstream)
        {
            var key = Path.Combine(_folder, "recovery.key");
            File.WriteAllText(key, Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));
            var configuration = base.Configure(upstream);
            configuration["TokenGateway"]!["Tokens"] = new JsonObject { ["Recoverable"] = true, ["RecoveryKeyFile"] = key };
            return configuration;
        }
    }

    public sealed class Dataprep : ProductPortal
    {
        protected override string Sample => "dataprep";

        protected override IEnumerable<(string Id, string Role, string Realm)> People => [("ada", "Administrators", "default")];
    }

    public sealed class Goldcast : ProductPortal
    {
        protected override string Sample => "goldcast";

        protected override IEnumerable<(string Id, string Role, string Realm)> People => [("ada", "Administrators", "default")];
    }

    public sealed class Gcore : ProductPortal
    {
        protected override string Sample => "gcore";

        protected override IEnumerable<(string Id, string Role, string Realm)> People => [("erik", "Engineers", "default"), ("ada", "Administrators", "default")];
    }

    public sealed class GoodData : ProductPortal
    {
        protected override string Sample => "gooddata";

        protected override IEnumerable<(string Id, string Role, string Realm)> People => [("demo", "Administrators", "default")];
    }
}
