export interface StudyFlags {
  readonly vary?: readonly string[]
}
