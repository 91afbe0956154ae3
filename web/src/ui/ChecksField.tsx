import type { Option } from './ChoiceField.tsx'
import { type FieldProps, GroupFrame } from './FieldFrame.tsx'

type Props = FieldProps & { value: string[]; onChange: (value: string[]) => void; options: readonly Option[] }

/** Several out of few, where none is no answer. */
export function ChecksField(props: Props) {
  const { value, onChange, options, id } = props
  return (
    <GroupFrame {...props}>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="checkbox"
              name={id}
              value={option.value}
              checked={value.includes(option.value)}
              onChange={() =>
                onChange(
                  value.includes(option.value) ? value.filter((one) => one !== option.value) : [...value, option.value],
                )
              }
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </GroupFrame>
  )
}
