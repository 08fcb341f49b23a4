using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Those who write to the primary: every kind of write, with the changes that the lifecycle's stores append for it.</summary>
internal sealed class People(World world, IReadOnlyList<TokenDigest> values)
{
    private static readonly string[] Roles = ["Users", "Engineers", "Administrators"];

    private readonly Seed _seed = world.Seed;
    private readonly Primary _primary = world.Primary;

    private int _drawn;

    private Content Present => _primary.Newest.Content;

    public static IEnumerable<User> All { get; } =
        [.. new[] { "alice", "bob", "carol" }.Select((id, at) => Some.User(id) with { Number = at + 1 })];

    public void Write()
    {
        if (_primary.IsDown)
            return;
        if (Present.Tokens.IsEmpty || _seed.Chance(0.25))
            Import(_seed.Chance(0.2) ? 3 : 1);
        else if (_seed.Chance(0.2))
            Change(_seed.Pick([.. Present.Users.Values]));
        else
            Change(_seed.Pick([.. Present.Tokens.Values]));
    }

    // One is a creation.
    private void Import(int count)
    {
        var (content, changes) = (Present, new List<Change>());
        for (var one = 0; one < count && Draw() is { } digest; one++)
        {
            var id = content.Tokens.IsEmpty ? 1 : content.Tokens.Keys.Last() + 1;
            var owner = _seed.Pick([.. content.Users.Values]);
            content = content.With(Some.Token(id, owner.Id.Value, _seed.Pick(Roles)) with { OwnerNumber = owner.Number }).With(digest, new Secret(id, null));
            changes.Add(new Change(ChangeKind.TokenAdded, $"{id}"));
        }

        Commit(content, changes, "create");
    }

    private void Change(User user)
    {
        var changed = _seed.Chance(0.5) ? user with { IsDisabled = !user.IsDisabled } : user with { Roles = Some.Roles(_seed.Pick(Roles)) };
        Commit(Present.With(changed), [new Change(ChangeKind.UserChanged, user.Id.Value)], changed.IsDisabled ? "disabled" : "owner");
    }

    private void Change(Token token)
    {
        if (token.DeletedAt is not null)
            return;
        switch (_seed.Below(4))
        {
            case 0:
                Tell(Present.With(token with { DeletedAt = _primary.UtcNow }), ChangeKind.TokenChanged, token, "delete");
                break;
            case 1:
                Rotate(token);
                break;
            default:
                var kind = token.IsActive ? ChangeKind.TokenChanged : ChangeKind.TokenAdded;
                Tell(Present.With(token with { IsActive = !token.IsActive }), kind, token, token.IsActive ? "deactivate" : "activate");
                break;
        }
    }

    private void Rotate(Token token)
    {
        if (Draw() is not { } digest)
            return;
        var overlapEnds = _primary.UtcNow + _seed.Between(0, 5);
        var retired = Present.Secrets.Where(pair => pair.Value is { RetiredUntil: null } secret && secret.Token == token.Id.Number);
        var content = retired.Aggregate(Present, (content, pair) => content.With(pair.Key, pair.Value with { RetiredUntil = overlapEnds }));
        Tell(content.With(digest, new Secret(token.Id.Number, null)), ChangeKind.TokenAdded, token, "rotate");
    }

    // A secret is drawn once for ever, also where the commit that has it is lost.
    private TokenDigest? Draw() => _drawn < values.Count ? values[_drawn++] : null;

    private void Tell(Content content, ChangeKind kind, Token token, string what) => Commit(content, [new Change(kind, token.Id.ToString())], what);

    // Half of all writes are made by a node, and come back to it. It asks the primary, as every node does that writes.
    private void Return(List<Change> changes, IReadOnlyList<TokenDigest> changed, TimeSpan at)
    {
        var writers = world.Nodes.Where(node => node.AskedServer == _primary).ToArray();
        if (writers.Length == 0)
            return;
        var writer = _seed.Pick(writers);
        world.Time.After(_seed.Between(0, world.Shape.Latency.TotalSeconds), () => writer.Learn(changes, changed, at));
    }

    private void Commit(Content content, List<Change> changes, string what)
    {
        if (changes.Count == 0)
            return;
        _primary.Commit(content, changes);
        world.Trace.Add($"{what} {string.Join(' ', changes.Select(change => change.Key))} -> {_primary.Newest.End}");
        if (_seed.Chance(0.5))
            Return(changes, world.Truth.Changed, world.Time.Now);
    }
}
