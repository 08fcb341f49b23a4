using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Access;
using TokenGateway.Core.RateLimiting;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the named limits; a limit with an unchanged definition keeps its counts.</summary>
internal sealed class RateLimitCompiler(RoleCatalog roles, FrozenDictionary<string, RateLimit>? previous, CompilerContext context)
{
    private FrozenDictionary<string, RateLimit> _limits = FrozenDictionary<string, RateLimit>.Empty;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    public IEnumerable<string> Warnings =>
        _limits.Keys.Where(name => !_named.Contains(name)).Select(name => $"No route uses rate limit {name}.");

    public FrozenDictionary<string, RateLimit> CompileAll(GatewayConfig gateway) =>
        _limits = gateway.RateLimits.Values.ToFrozenDictionary(limit => limit.Name, limit => Compile(limit, gateway.Redis), StringComparer.Ordinal);

    /// <summary>The limits of a route; null: none.</summary>
    public RouteLimits? Named(RouteBlockConfig block)
    {
        var found = new List<RateLimit>();
        for (var i = 0; i < block.RateLimits.Count; i++)
        {
            var path = ConfigPath.Join(ConfigPath.Join(block.Path, RateLimitConfig.Section), i);
            var name = block.RateLimits[i];
            if (!_limits.TryGetValue(name, out var limit))
                context.Errors.Add(path, $"unknown limit \"{name}\"{Suggestion.AskAndSay(name, _limits.Keys, "Limits stand under TokenGateway:RateLimits")}");
            else if (found.Contains(limit))
                context.Errors.Add(path, $"\"{name}\" is named twice");
            else if (found.Find(other => other.Headers != limit.Headers) is { } other)
                context.Errors.Add(path, $"\"{name}\" has Headers {limit.Headers}, and \"{other.Name}\" on the same route has {other.Headers}: the limits of a route must have the same Headers");
            else
                found.Add(limit);
            _named.Add(name);
        }

        return found.Count == 0 ? null : new RouteLimits(found, roles.All.Length);
    }

    private RateLimit Compile(RateLimitConfig written, RedisConfig redis)
    {
        CheckRoles(written);
        var ofRoles = OfRoles(written);
        var rule = RuleOf(written, written.Values, index: 0);
        var definition = Define(written);
        return new RateLimit
        {
            Name = written.Name,
            By = Enum.TryParse<RateLimitBy>(written.By, ignoreCase: true, out var by) ? by : default,
            Default = rule,
            OfRoles = [.. roles.All.Select(role => ofRoles.TryGetValue(role.Name.Value, out var own) ? own : rule)],
            Headers = Enum.TryParse<RateLimitHeaders>(written.Headers, ignoreCase: true, out var headers) ? headers : default,
            Definition = definition,
            Cost = written.Cost.Default,
            CostHeader = written.Cost.FromResponseHeader,
            Shared = IsShared(written, redis) ? new SharedScope($"tgw:limit:{written.Name}:{Fingerprint(definition)}", written.IsLeased, redis.OnFailure) : null,
            State = previous?.GetValueOrDefault(written.Name) is { } before && before.Definition == definition
                ? before.State
                : new RateLimitState(written.MaxPartitions),
        };
    }

    private static bool IsShared(RateLimitConfig written, RedisConfig redis) =>
        redis.IsConfigured && (written.Scope is not { } scope || ConfigPath.Same(scope, nameof(RateLimitScope.Shared)));

    private static string Fingerprint(string definition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition))[..4]);

    private void CheckRoles(RateLimitConfig written)
    {
        foreach (var name in written.Roles.Keys.Where(name => roles.All.All(role => role.Name.Value != name)))
            context.Errors.Add(ConfigPath.Join(written.Path, "Roles", name), $"unknown role \"{name}\"{Suggestion.Ask(name, roles.All.Select(role => role.Name.Value))}");
    }

    // Numbered by name, so that the counts survive a reordering of the roles in the file.
    private static Dictionary<string, RateLimitRule?> OfRoles(RateLimitConfig written) => ByName(written).Index().ToDictionary(
        role => role.Item.Key, role => role.Item.Value is { } values ? RuleOf(written, values, role.Index + 1) : null, StringComparer.Ordinal);

    private static RateLimitRule RuleOf(RateLimitConfig limit, RateLimitValuesConfig values, int index) => new()
    {
        Name = limit.Name,
        Index = index,
        Algorithm = Enum.TryParse<RateLimitAlgorithm>(limit.Algorithm, ignoreCase: true, out var algorithm) ? algorithm : default,
        Permits = values.Permits,
        Window = values.Window,
        Limit = values.Burst ?? values.Permits,
        Segments = limit.Segments,
    };

    private static string Define(RateLimitConfig written) => string.Create(
        CultureInfo.InvariantCulture,
        $"{written.By.ToUpperInvariant()} {written.Algorithm.ToUpperInvariant()} {written.Segments} {written.MaxPartitions} {Define(written.Values)} {string.Join(" ", ByName(written).Select(role => $"{role.Key}={Define(role.Value)}"))}");

    private static string Define(RateLimitValuesConfig? values) =>
        values is null ? "none" : string.Create(CultureInfo.InvariantCulture, $"{values.Permits}/{values.Window.Ticks}/{values.Burst ?? values.Permits}");

    private static IEnumerable<KeyValuePair<string, RateLimitValuesConfig?>> ByName(RateLimitConfig written) =>
        written.Roles.OrderBy(role => role.Key, StringComparer.Ordinal);
}
