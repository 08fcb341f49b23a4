using System.Reflection;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge;

namespace TokenGateway.Conventions.Tests;

/// <summary>
/// A public type is one that another assembly of the product uses, or that is written for a host or the author of a
/// dialect. Tests are no reason: they see internal types.
/// </summary>
public sealed class PublicTypeTests
{
    private static readonly Type[] ForHosts = [typeof(HttpContextTokenExtensions)];

    private static readonly Type[] ForDialects = [typeof(DialectAnswer), typeof(DialectBody), typeof(DialectBody<>), typeof(DialectParts)];

    private static readonly ILookup<Assembly, Type> UsedElsewhere = Product.Assemblies
        .SelectMany(assembly => assembly.GetTypes()).SelectMany(TypeUses.Elsewhere).Distinct().ToLookup(type => type.Assembly);

    public static TheoryData<string> Assemblies { get; } = [.. Product.Assemblies.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Public_types_are_used_elsewhere(string assembly) =>
        PublicTypesOf(Assembly.Load(assembly)).Except(SeenElsewhere(Assembly.Load(assembly))).Except([.. ForHosts, .. ForDialects])
            .Select(type => type.FullName).ShouldBeEmpty("Make these types internal, or list them here.");

    /// <summary>A listed type that another assembly uses by now needs no mention.</summary>
    [Fact]
    public void Types_listed_here_are_used_by_no_other_assembly() =>
        ForHosts.Concat(ForDialects).Where(type => SeenElsewhere(type.Assembly).Contains(type)).Select(type => type.FullName).ShouldBeEmpty();

    private static IEnumerable<Type> PublicTypesOf(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => !IsProgram(type) && !HasOnlyConstants(type));

    private static HashSet<Type> SeenElsewhere(Assembly assembly)
    {
        var seen = new HashSet<Type>();
        var left = new Stack<Type>(UsedElsewhere[assembly]);
        while (left.TryPop(out var type))
        {
            if (!seen.Add(type) || !type.IsVisible)
                continue;
            foreach (var shown in TypeUses.Shown(type))
                left.Push(shown);
        }

        return seen;
    }

    // The compiler copies constants, so that their uses leave no trace.
    private static bool HasOnlyConstants(Type type) =>
        type is { IsAbstract: true, IsSealed: true } && type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).All(member => member is FieldInfo { IsLiteral: true });

    private static bool IsProgram(Type type) => type is { Namespace: null, Name: "Program" };
}
