namespace TokenGateway.Conventions.Tests;

public sealed class TypeTests
{
    [Fact]
    public void Types_of_the_product_are_found() => Product.Types.Count().ShouldBeGreaterThan(50);

    /// <summary>Whoever wants a class to be inherited from says so by making it abstract.</summary>
    [Fact]
    public void Classes_are_sealed_or_abstract() =>
        Product.Types.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract
                && !type.IsSubclassOf(typeof(Attribute)) && !IsProgram(type))
            .Select(type => type.FullName).ShouldBeEmpty();

    // The compiler writes this class around top-level statements.
    private static bool IsProgram(Type type) => type is { Namespace: null, Name: "Program" };
}
