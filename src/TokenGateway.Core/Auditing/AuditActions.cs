using System.Collections.Frozen;
using System.Text.Json;

namespace TokenGateway.Core.Auditing;

/// <summary>The names of <see cref="AuditAction"/>: the subject, a dot, the event (<c>token.secret_reused</c>).</summary>
public static class AuditActions
{
    private static readonly FrozenDictionary<AuditAction, string> ByAction =
        Enum.GetValues<AuditAction>().Where(action => action != AuditAction.Unknown).ToFrozenDictionary(action => action, ToName);

    private static readonly FrozenDictionary<string, AuditAction> ByName =
        ByAction.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    public static string NameOf(AuditAction action) => ByAction[action];

    public static bool TryParse(string? name, out AuditAction action)
    {
        action = default;
        return name is not null && ByName.TryGetValue(name, out action);
    }

    private static string ToName(AuditAction action)
    {
        var snake = JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString());
        var first = snake.IndexOf('_', StringComparison.Ordinal);
        return $"{snake[..first]}.{snake[(first + 1)..]}";
    }
}
