using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ImageSearch.Tests.Architecture;

/// <summary>Lists which types a compiled assembly uses where: bases, interfaces, constraints, attributes, fields,
/// signatures, locals, caught exceptions and every instruction that names a type or a member.</summary>
internal sealed class CompiledReferences : ISignatureTypeProvider<bool, object?>
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value & 0xFFFF);

    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly HashSet<TypeUse> _uses = [];
    private (string Namespace, string Name) _from;

    private CompiledReferences(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
    }

    /// <summary>All uses in an assembly, each once.</summary>
    public static IReadOnlyCollection<TypeUse> In(Assembly assembly)
    {
        using FileStream stream = File.OpenRead(assembly.Location);
        using PEReader file = new(stream);
        CompiledReferences references = new(file);
        foreach (TypeDefinitionHandle handle in references._metadata.TypeDefinitions)
        {
            references.AddType(handle);
        }

        return references._uses;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        _from = NameOf(handle);
        Add(type.BaseType);
        AddAttributes(type.GetCustomAttributes());
        AddConstraints(type.GetGenericParameters());
        foreach (InterfaceImplementationHandle h in type.GetInterfaceImplementations())
        {
            Add(_metadata.GetInterfaceImplementation(h).Interface);
        }

        foreach (FieldDefinitionHandle h in type.GetFields())
        {
            FieldDefinition field = _metadata.GetFieldDefinition(h);
            field.DecodeSignature(this, null);
            AddAttributes(field.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle h in type.GetMethods())
        {
            AddMethod(_metadata.GetMethodDefinition(h));
        }
    }

    private void AddMethod(MethodDefinition method)
    {
        method.DecodeSignature(this, null);
        AddAttributes(method.GetCustomAttributes());
        AddConstraints(method.GetGenericParameters());
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }

        AddInstructions(body.GetILReader());
    }

    private void AddInstructions(BlobReader il)
    {
        while (il.RemainingBytes > 0)
        {
            int value = il.ReadByte();
            OpCode code = OpCodesByValue[value == 0xFE ? 0xFE00 | il.ReadByte() : value];
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                    or OperandType.InlineType:
                    Add((EntityHandle)MetadataTokens.Handle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int cases = il.ReadInt32();
                    il.Offset += 4 * cases;
                    break;
                default:
                    il.Offset += OperandLength(code.OperandType);
                    break;
            }
        }
    }

    private static int OperandLength(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle h in attributes)
        {
            Add(_metadata.GetCustomAttribute(h).Constructor);
        }
    }

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle p in parameters)
        {
            foreach (GenericParameterConstraintHandle c in _metadata.GetGenericParameter(p).GetConstraints())
            {
                Add(_metadata.GetGenericParameterConstraint(c).Type);
            }
        }
    }

    private void Add(EntityHandle handle, string member = "")
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference:
                (string ns, string name) = NameOf(handle);
                _uses.Add(new TypeUse(_from.Namespace, _from.Name, ns, name, member));
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType(), _metadata.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                Add(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                AddMember(_metadata.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification spec = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                spec.DecodeSignature(this, null);
                Add(spec.Method);
                break;
            default:
                break;
        }
    }

    private void AddMember(MemberReference member)
    {
        Add(member.Parent, _metadata.GetString(member.Name));
        if (member.GetKind() == MemberReferenceKind.Method)
        {
            member.DecodeMethodSignature(this, null);
        }
        else
        {
            member.DecodeFieldSignature(this, null);
        }
    }

    /// <summary>Namespace and name; a nested type counts as the type that it lies in.</summary>
    private (string Namespace, string Name) NameOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            TypeDefinition type = _metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
            return type.GetDeclaringType().IsNil
                ? (_metadata.GetString(type.Namespace), _metadata.GetString(type.Name))
                : NameOf(type.GetDeclaringType());
        }

        TypeReference reference = _metadata.GetTypeReference((TypeReferenceHandle)handle);
        return reference.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(reference.ResolutionScope)
            : (_metadata.GetString(reference.Namespace), _metadata.GetString(reference.Name));
    }

    // The decoder calls these for each part of a signature; only types with a name matter here.
    bool ISignatureTypeProvider<bool, object?>.GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        Add(handle);
        return true;
    }

    bool ISimpleTypeProvider<bool>.GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte kind)
    {
        Add(handle);
        return true;
    }

    bool ISimpleTypeProvider<bool>.GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte kind)
    {
        Add(handle);
        return true;
    }

    bool ISimpleTypeProvider<bool>.GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

    bool IConstructedTypeProvider<bool>.GetArrayType(bool elementType, ArrayShape shape) => true;

    bool IConstructedTypeProvider<bool>.GetByReferenceType(bool elementType) => true;

    bool IConstructedTypeProvider<bool>.GetPointerType(bool elementType) => true;

    bool ISZArrayTypeProvider<bool>.GetSZArrayType(bool elementType) => true;

    bool IConstructedTypeProvider<bool>.GetGenericInstantiation(bool genericType, ImmutableArray<bool> arguments) =>
        true;

    bool ISignatureTypeProvider<bool, object?>.GetFunctionPointerType(MethodSignature<bool> signature) => true;

    bool ISignatureTypeProvider<bool, object?>.GetGenericMethodParameter(object? genericContext, int index) => true;

    bool ISignatureTypeProvider<bool, object?>.GetGenericTypeParameter(object? genericContext, int index) => true;

    bool ISignatureTypeProvider<bool, object?>.GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) =>
        true;

    bool ISignatureTypeProvider<bool, object?>.GetPinnedType(bool elementType) => true;
}
