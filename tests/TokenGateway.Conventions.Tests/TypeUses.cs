using System.Reflection;
using System.Reflection.Emit;

namespace TokenGateway.Conventions.Tests;

/// <summary>Which types of an assembly a type uses: in its members, its attributes and the code of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Types that the compiler made (lambdas, state machines) count as the one around them.</summary>
    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    public static IEnumerable<Type> Of(Type type) => Raw(type).SelectMany(Parts).Where(used => used.Assembly == type.Assembly).Select(Outermost);

    /// <summary>The same for types of other assemblies.</summary>
    public static IEnumerable<Type> Elsewhere(Type type) => Raw(type).SelectMany(Parts).Where(used => used.Assembly != type.Assembly);

    /// <summary>What whoever sees a public type sees with it: its base, its interfaces, the signatures of its public members.</summary>
    public static IEnumerable<Type> Shown(Type type) => Signatures(type).SelectMany(Parts).Where(used => used.Assembly == type.Assembly);

    private static IEnumerable<Type> Signatures(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetInterfaces().Append(type.BaseType ?? typeof(object))
            .Concat(type.GetFields(Public).Select(field => field.FieldType))
            .Concat(type.GetMethods(Public).Select(method => method.ReturnType))
            .Concat(type.GetMethods(Public).Cast<MethodBase>().Concat(type.GetConstructors(Public))
                .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType));
    }

    private static IEnumerable<Type> Raw(Type type)
    {
        if (type.BaseType is { } parent)
            yield return parent;
        foreach (var one in type.GetInterfaces())
            yield return one;
        foreach (var field in type.GetFields(Declared))
            yield return field.FieldType;
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            foreach (var used in OfMethod(method))
                yield return used;
        }
    }

    private static IEnumerable<Type> OfMethod(MethodBase method)
    {
        if (method is MethodInfo { ReturnType: var result })
            yield return result;
        foreach (var parameter in method.GetParameters())
            yield return parameter.ParameterType;
        if (method.GetMethodBody() is not { } body)
            yield break;
        foreach (var local in body.LocalVariables)
            yield return local.LocalType;
        foreach (var member in MembersIn(body.GetILAsByteArray()!, method))
        {
            switch (member)
            {
                case Type used:
                    yield return used;
                    break;
                case MethodBase called:
                    yield return called.DeclaringType!;
                    if (called.IsGenericMethod)
                    {
                        foreach (var argument in called.GetGenericArguments())
                            yield return argument;
                    }

                    break;
                case FieldInfo field:
                    yield return field.DeclaringType!;
                    yield return field.FieldType;
                    break;
            }
        }
    }

    private static IEnumerable<MemberInfo> MembersIn(byte[] code, MethodBase method)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = (short)code[at++];
            if (value == 0xFE)
                value = unchecked((short)(0xFE00 | code[at++]));
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        if (type.IsGenericParameter)
            return [];
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }
}
