using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Tests.Requests;

public sealed class CursorTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("static:ci")]
    [InlineData("zoë\U0001F511")]
    [InlineData("a:b c/d+e")]
    public void A_cursor_gives_back_its_place_and_is_plain_in_a_query(string place)
    {
        var cursor = Cursor.Write("tokens", place);

        Cursor.Read("tokens", cursor).ShouldBe(place);
        Uri.EscapeDataString(cursor).ShouldBe(cursor);
    }

    [Fact]
    public void None_is_no_place() => Cursor.Read("tokens", null).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("!")]
    [InlineData("dG9rZW5z")]
    [InlineData("dG9rZW5zCg")]
    [InlineData("_____w")]
    public void What_is_no_cursor_is_refused(string text) => Should.Throw<ApiException>(() => Cursor.Read("tokens", text));

    [Fact]
    public void A_cursor_of_another_list_is_refused() => Should.Throw<ApiException>(() => Cursor.Read("users", Cursor.Write("tokens", "7")));
}
