using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class TokenTests
{
    private static readonly DateTimeOffset Past = The.Start.AddTicks(-1);

    public static TheoryData<bool, DateTimeOffset?, DateTimeOffset?, TokenState> States => new()
    {
        { true, null, null, TokenState.Active },
        { true, The.Start.AddTicks(1), null, TokenState.Active },
        { true, The.Start, null, TokenState.Expired },
        { true, Past, null, TokenState.Expired },
        { false, null, null, TokenState.Inactive },
        { false, Past, null, TokenState.Expired },
        { true, null, Past, TokenState.Deleted },
        { false, Past, Past, TokenState.Deleted },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void State_tells_the_most_lasting_reason(
        bool isActive, DateTimeOffset? expiresAt, DateTimeOffset? deletedAt, TokenState expected)
    {
        var token = Some.Token() with { IsActive = isActive, ExpiresAt = expiresAt, DeletedAt = deletedAt };
        token.StateAt(The.Start).ShouldBe(expected);
    }
}
