using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

/// <summary>Declared users stand among the stored ones, and count in place of one that the store has under the same id.</summary>
public sealed class UserListTests
{
    private static readonly AccessModel Model = Some.Model(users:
    [
        Some.User("b") with { IsDeclared = true }, Some.User("d") with { IsDeclared = true }, Some.User("z") with { IsDeclared = true },
    ]);

    private readonly InMemoryStore _store = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Pages_give_each_user_once_and_in_order(int limit)
    {
        foreach (var id in new[] { "a", "b", "c", "d", "e", "f" })
            _store.Put(Some.User(id));
        var users = new UserLifecycle(_store, _store, TimeProvider.System);
        var (seen, after) = (new List<User>(), (UserId?)null);

        IReadOnlyList<User> page;
        do
        {
            page = (await users.ListAsync(Actor.Operator("root"), after, limit, Model, default)).Value!;
            seen.AddRange(page);
            after = page.Count == 0 ? after : page[^1].Id;
        }
        while (page.Count == limit);

        seen.Select(user => user.Id.Value).ShouldBe(["a", "b", "c", "d", "e", "f", "z"]);
        seen.Where(user => user.IsDeclared).Select(user => user.Id.Value).ShouldBe(["b", "d", "z"]);
    }
}
